import { createDraw, putMyBallot, recordResult } from '@besteam/contracts/matches';
import { joinSquad, type Squad } from '@besteam/contracts/players';
import { createRecoveryLink } from '@besteam/contracts/users';
import { given, type Person, squadOf } from '../../standalone/test/people.ts';
import type { Target } from './target.ts';

/** Words that are found again wherever they were left. */
export interface Traces {
  email: string;
  password: string;
  name: string;
  code: string;
  tokens: string[];
  ratings: string[];
}

export interface Evening {
  squad: Squad;
  owner: Person;
  guest: Person;
  traces: Traces;
}

/** A registered member and a guest of his squad do what leaves traces: they join, rate, draw, and make a link. */
export async function evening({ people, program }: Target, name: string): Promise<Evening> {
  const owner = await people.owner(name);
  const squad = await squadOf(owner, 8);
  const guest = await people.guest(`${name} junior`);
  const join = { client: guest.players, path: { code: squad.code }, body: { playerId: squad.players[1]?.id ?? '' } };
  given(await joinSquad(join));
  const path = { squadId: squad.id };
  for (const [rater, level] of [
    [owner, 4.5],
    [guest, 3.5],
  ] as const) {
    const rated = squad.players.slice(2).map(({ id }) => [id, { level }]);
    given(await putMyBallot({ client: rater.matches, path, body: { ratings: Object.fromEntries(rated) } }));
  }
  const playerIds = squad.players.map(({ id }) => id);
  const match = given(await createDraw({ client: guest.matches, path, body: { playerIds, teams: 2 } }));
  const played = { ...path, matchId: match.id };
  given(await recordResult({ client: owner.matches, path: played, body: { scores: [2, 1] } }));
  const { email = '', password = '' } = owner.credentials ?? {};
  const link = given(await createRecoveryLink({ client: owner.users, body: { currentPassword: password } }));
  const session = await program.fetch(`${program.origin}/api/users/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const [cookie = ''] = session.headers.getSetCookie();
  const { accessToken } = (await session.json()) as { accessToken: string };
  const refresh = /=([^;]+)/.exec(cookie)?.[1] ?? '';
  return {
    squad,
    owner,
    guest,
    traces: {
      email,
      password,
      name,
      code: squad.code,
      tokens: [link.token, accessToken, refresh],
      ratings: ['"level":4.5', '"level":3.5'],
    },
  };
}
