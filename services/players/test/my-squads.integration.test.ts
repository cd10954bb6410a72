import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
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
/** Tests share the machine: a moment in which it was somebody else's is not the service's. */
const ROUNDS = 3;
const POLL_MS = 20;

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

  /**
   * For how long somebody still read something else, at another replica, after the change was answered: until the last
   * old answer was asked for. However slow the questions are, that was not later than what they show.
   */
  async function behind(people: Person[], expected: object[]): Promise<number> {
    const changed = performance.now();
    const delays = people.map(async ({ token }) => {
      const client = there.clientOf(token);
      for (let lastOld = changed; ; await wait(POLL_MS)) {
        const asked = performance.now();
        if (isDeepStrictEqual(await items(client), expected)) return lastOld - changed;
        lastOld = asked;
      }
    });
    return Math.max(...(await Promise.all(delays)));
  }

  /** A squad from its beginning to its end: how far behind "my squads" was after each change. */
  async function lifeOfASquad(): Promise<Record<string, number>> {
    const ana = await here.registered();
    const members = await Promise.all(Array.from({ length: MEMBERS }, () => here.guest()));
    const squad = await aSquad(ana, 'Leo');
    const playerId = playerNamed(squad, 'Leo');
    const [claimant, ...others] = members;
    if (!claimant) throw new Error('there are members');
    await Promise.all([joins(claimant, squad, playerId), ...others.map((one) => joins(one, squad))]);
    const summary = { id: squad.id, name: squad.name, sport: squad.sport, role: 'member' };
    const joined = await behind(others, [summary]);
    const claimed = await behind([claimant], [{ ...summary, playerId }]);

    const path = { squadId: squad.id };
    await updateSquad({ client: ana.client, path, body: { name: 'Friday' }, throwOnError: true });
    const renamed = await behind(others, [{ ...summary, name: 'Friday' }]);

    await leaveSquad({ client: claimant.client, path, throwOnError: true });
    const left = await behind([claimant], []);

    await deleteSquad({ client: ana.client, path, throwOnError: true });
    const deleted = await behind(members, []);
    return { joined, claimed, renamed, left, deleted };
  }

  it('shows every member what changed, within two seconds', async () => {
    // Unmeasured: the store's server, just started, compiles itself at its first requests.
    await lifeOfASquad();
    const lives: Record<string, number>[] = [];
    for (let round = 0; round < ROUNDS; round += 1) lives.push(await lifeOfASquad());
    for (const change of Object.keys(lives[0] ?? {})) {
      const delays = lives.map((life) => life[change] ?? Number.POSITIVE_INFINITY).toSorted((a, b) => a - b);
      expect(delays[Math.floor(ROUNDS / 2)], `${change}: ${delays}`).toBeLessThan(BEHIND_MS);
    }
  });
});
