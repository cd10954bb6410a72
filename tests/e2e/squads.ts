import { createDraw, type Match, putMyBallot } from '@besteam/contracts/matches';
import { addPlayers, createSquad, type Squad } from '@besteam/contracts/players';
import { given, joins, type Person, peopleOf } from '../../standalone/test/people.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { NAMES } from './steps.ts';
import { caBundle } from './targets.ts';

/** A squad that is there already, for journeys that begin later; made through the public API. */
export interface ReadySquad {
  squad: Squad;
  owner: Person;
  raters: Person[];
  /** The invitation's address, and the squad's. */
  link: string;
  home: string;
}

/** Who can be anybody, through the API of the program under test. */
export function people(origin: string) {
  const { fetch } = trustingFetch(caBundle());
  return peopleOf({ origin, fetch });
}

/** The squad of the journeys, its first players joined, each with a ballot; everybody's number is out from four on. */
export async function readySquad(origin: string, raters = 4): Promise<ReadySquad> {
  const among = people(origin);
  const owner = await among.owner();
  const { id } = given(
    await createSquad({ client: owner.players, body: { name: 'Jueves a las nueve', sport: 'futsal' } }),
  );
  const players = NAMES.map((name) => ({ name }));
  const squad = given(await addPlayers({ client: owner.players, path: { squadId: id }, body: { players } }));
  const guests: Person[] = [];
  for (const [index, player] of squad.players.slice(1, raters + 1).entries()) {
    const guest = await among.guest(player.name);
    await joins(guest, squad, player.id);
    const others = squad.players.filter((other) => other.id !== player.id);
    const ratings = Object.fromEntries(
      others.map((other, at) => [other.id, { level: ((at * 3 + index) % 9) / 2 + 1 }]),
    );
    given(await putMyBallot({ client: guest.matches, path: { squadId: id }, body: { ratings } }));
    guests.push(guest);
  }
  return { squad, owner, raters: guests, link: `${origin}/join/${squad.code}`, home: `${origin}/s/${id}` };
}

/** Teams of everybody, drawn by the owner through the API. */
export async function drawnMatch(
  { squad, owner }: ReadySquad,
  playerIds = squad.players.map(({ id }) => id),
): Promise<Match> {
  return given(await createDraw({ client: owner.matches, path: { squadId: squad.id }, body: { playerIds, teams: 2 } }));
}
