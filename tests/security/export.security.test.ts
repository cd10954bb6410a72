import { getMyBallot, listMatches } from '@besteam/contracts/matches';
import { exportSquad, listMySquads } from '@besteam/contracts/players';
import { getMyAccount } from '@besteam/contracts/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { given, type Person } from '../../standalone/test/people.ts';
import { type Evening, evening } from './journey.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
let night: Evening;
beforeAll(async () => {
  target = await startTarget();
  night = await evening(target, 'Berenguela');
});
afterAll(() => target.remove());

/** What anybody can take along, by the operations that the data map names. */
async function takenAlong({ users, players, matches }: Person) {
  const path = { squadId: night.squad.id };
  return {
    account: given(await getMyAccount({ client: users })),
    squads: given(await listMySquads({ client: players })).items,
    ballot: given(await getMyBallot({ client: matches, path })).ratings,
    matches: given(await listMatches({ client: matches, path })).items,
  };
}

test('an owner takes along the account, the squad with everybody in it, the ratings and the matches', async () => {
  const { owner, guest, squad, traces } = night;
  const { account, squads, ballot, matches } = await takenAlong(owner);
  expect(account).toEqual({ id: owner.accountId, kind: 'registered', displayName: traces.name, email: traces.email });
  expect(squads.map(({ id }) => id)).toEqual([squad.id]);
  expect(ballot).toEqual(Object.fromEntries(squad.players.slice(2).map(({ id }) => [id, { level: 4.5 }])));
  expect(matches).toEqual([expect.objectContaining({ result: expect.objectContaining({ scores: [2, 1] }) })]);

  const query = { format: 'json' as const };
  const exported = given(await exportSquad({ client: owner.players, path: { squadId: squad.id }, query }));
  const kept = JSON.stringify(exported);
  for (const { name } of squad.players) expect(kept).toContain(`"${name}"`);
  for (const { accountId } of [owner, guest]) expect(kept).toContain(accountId);
  expect(kept).toContain(`${traces.name} junior`);
});

test('a guest takes along the name, the squads and the ratings, and nobody else’s', async () => {
  const { guest, squad, traces } = night;
  const { account, squads, ballot } = await takenAlong(guest);
  expect(account).toEqual({ id: guest.accountId, kind: 'guest', displayName: `${traces.name} junior` });
  expect(squads.map(({ id }) => id)).toEqual([squad.id]);
  expect(Object.values(ballot)).toEqual(squad.players.slice(2).map(() => ({ level: 3.5 })));
});
