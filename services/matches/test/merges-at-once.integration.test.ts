import type { Ballot } from '@besteam/contracts/matches';
import { newEvent } from '@besteam/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sceneIn } from './scene.ts';
import { type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

const QUIET = { ready: 0, retrying: 0, dead: 0 };

it('hands the ballots of many guests to the one account they all became, at the same time', async () => {
  const scene = await sceneIn(system, { players: 10, members: 10, claims: 0 });
  const { members, owner, players, path } = scene;
  const guests = members.slice(1);
  for (const [index, { send }] of guests.entries()) {
    const ratings = { [players[index] ?? '']: { level: (index + 1) / 2 } };
    expect((await send('PUT', `${path}/ballot`, { ratings })).status).toBe(200);
  }
  await Promise.all(
    guests.map(({ accountId: guestId }) =>
      system.platform.bus.publish(
        newEvent({
          type: 'besteam.account.merged.v1',
          source: '/besteam/users',
          subject: guestId,
          data: { guestId, accountId: owner.accountId, version: 2 },
        }),
      ),
    ),
  );
  const depth = async () => (await system.platform.bus.depth())['matches.accounts'];
  await expect.poll(depth, { timeout: 30_000 }).toEqual(QUIET);

  const ballotOf = async ({ send }: (typeof members)[number]) => (await send<Ballot>('GET', `${path}/ballot`)).body;
  const all = guests.map((_, index) => [players[index] ?? '', { level: (index + 1) / 2 }]);
  expect((await ballotOf(owner)).ratings).toEqual(Object.fromEntries(all));
  for (const guest of guests) expect((await ballotOf(guest)).ratings).toEqual({});
});
