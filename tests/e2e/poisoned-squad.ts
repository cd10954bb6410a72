import { createDraw, type Match, planMatch, putMyBallot } from '@besteam/contracts/matches';
import { addPlayers, createSquad, type Squad, updateSquad } from '@besteam/contracts/players';
import { given, joins, type Person } from '../../standalone/test/people.ts';
import { people } from './squads.ts';

/** Each runs as soon as a page takes text for markup, in one context or another. */
export const SCRIPTS = [
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(2)>',
  '"><script>alert(3)</script>',
  "' onfocus=alert(4) autofocus='",
  'javascript:alert(5)',
  '{{constructor.constructor("alert(6)")()}}',
  '</title><script>alert(7)</script>',
  '<a href=javascript:alert(8)>x',
] as const;

export interface PoisonedSquad {
  squad: Squad;
  owner: Person;
  drawn: Match;
  planned: Match;
}

/** A squad with a script in every text that people write: names of all kinds, criteria, titles, places, extras. */
export async function poisonedSquad(origin: string): Promise<PoisonedSquad> {
  const [image, vector, element, attribute, address] = SCRIPTS;
  const among = people(origin);
  const owner = await among.owner(image);
  const created = given(await createSquad({ client: owner.players, body: { name: vector, sport: 'futsal' } }));
  const path = { squadId: created.id };
  const players = SCRIPTS.map((name) => ({ name }));
  const { criteria } = given(await addPlayers({ client: owner.players, path, body: { players } }));
  const all = SCRIPTS.map((name, index) => ({ ...(criteria[index] ?? { id: `criterion-${index}`, weight: 1 }), name }));
  const squad = given(await updateSquad({ client: owner.players, path, body: { criteria: all } }));
  const guest = await among.guest(element);
  await joins(guest, squad, squad.players[1]?.id ?? '');

  const rated = squad.players.slice(2).map(({ id }) => [id, { [squad.criteria[0]?.id ?? '']: 4 }]);
  given(await putMyBallot({ client: guest.matches, path, body: { ratings: Object.fromEntries(rated) } }));
  const playerIds = squad.players.map(({ id }) => id);
  const extras = [
    { name: `E ${attribute}`, strength: 'weak' as const },
    { name: `F ${address}`, strength: 'strong' as const },
  ];
  const drawn = given(
    await createDraw({ client: guest.matches, path, body: { playerIds, teams: 2, title: image, extras } }),
  );
  const plan = { title: vector, place: element, startsAt: '2030-01-03T20:30:00Z' };
  const planned = given(await planMatch({ client: owner.matches, path, body: plan }));
  return { squad, owner, drawn, planned };
}
