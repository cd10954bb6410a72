import { deleteSquad, leaveSquad, listMySquads, updateSquad } from '@besteam/contracts/players';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aSquad,
  type Client,
  joins,
  type Person,
  type PlayersSystem,
  playerNamed,
  startPlayers,
} from './players-system.ts';
import { type RunningStore, stores } from './stores.ts';

/** The bound of the README. */
const BEHIND_MS = 2000;
const MEMBERS = 3;
/** Tests share the machine with each other: once in three it is the service's own. */
const ATTEMPTS = { retry: 2 };

describe.each(stores)('"my squads" on $title', ({ skipped, shared, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let store: RunningStore;
  let here: PlayersSystem;
  let there: PlayersSystem;

  beforeAll(async () => {
    store = await start();
    here = await startPlayers(store.settings);
    there = shared ? await startPlayers(store.settings, { tokens: here.mint }) : here;
  });
  afterAll(async () => {
    await here.close();
    if (there !== here) await there.close();
    await store.close();
  });

  const items = async (client: Client) => (await listMySquads({ client, throwOnError: true })).data.items;

  /** For how long somebody still read something else, at another replica, after the change was answered. */
  async function behind(people: Person[], expected: object[]): Promise<number> {
    const changed = performance.now();
    let asked = changed;
    for (const { token } of people) {
      const client = there.clientOf(token);
      const now = async () => {
        asked = performance.now();
        return items(client);
      };
      await expect.poll(now, { timeout: 20_000, interval: 20 }).toEqual(expected);
    }
    return asked - changed;
  }

  it('shows every member what changed, within two seconds', ATTEMPTS, async () => {
    const ana = await here.registered();
    const members = await Promise.all(Array.from({ length: MEMBERS }, () => here.guest()));
    const squad = await aSquad(ana, 'Leo');
    const playerId = playerNamed(squad, 'Leo');
    const [claimant, ...others] = members;
    if (!claimant) throw new Error('there are members');
    await Promise.all([joins(claimant, squad, playerId), ...others.map((one) => joins(one, squad))]);
    const summary = { id: squad.id, name: squad.name, sport: squad.sport, role: 'member' };
    expect(await behind(others, [summary])).toBeLessThan(BEHIND_MS);
    expect(await behind([claimant], [{ ...summary, playerId }])).toBeLessThan(BEHIND_MS);

    const path = { squadId: squad.id };
    await updateSquad({ client: ana.client, path, body: { name: 'Friday' }, throwOnError: true });
    expect(await behind(others, [{ ...summary, name: 'Friday' }])).toBeLessThan(BEHIND_MS);

    await leaveSquad({ client: claimant.client, path, throwOnError: true });
    expect(await behind([claimant], [])).toBeLessThan(BEHIND_MS);

    await deleteSquad({ client: ana.client, path, throwOnError: true });
    expect(await behind(members, [])).toBeLessThan(BEHIND_MS);
  });
});
