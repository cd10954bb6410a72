import { claimPlayer, getSquad, joinSquad, leaveSquad, type Squad } from '@besteam/contracts/players';
import { createClient } from '@besteam/contracts/players/client';
import { patientFetch } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSquad, joins, type Person, type PlayersSystem, playerNamed, startPlayers } from './players-system.ts';
import { type RunningStore, stores } from './stores.ts';

const FRIENDS = 50;
const JOINING_AT_ONCE = 20;

describe.each(stores)('at the same time, on $title', ({ skipped, shared, start }) => {
  if (skipped) return it.skip('is not to be had', () => {});
  let store: RunningStore;
  /** Where a store can be shared, two replicas of the service that take turns. */
  let replicas: PlayersSystem[];
  let friends: Person[];
  let ana: Person;

  beforeAll(async () => {
    store = await start();
    const accounts = await startPlayers(store.settings);
    const others = shared ? [await startPlayers(store.settings, { tokens: accounts.mint })] : [];
    replicas = [accounts, ...others];
    ana = await accounts.registered();
    friends = await Promise.all(
      Array.from({ length: FRIENDS }, async (_, index) => {
        const guest = await accounts.guest();
        const replica = replicas[index % replicas.length] ?? accounts;
        // Who is told to come again, does: of a crowd at one code some may, where the machine is slow.
        const fetch = patientFetch(replica.fetchAs(guest.token), [429, 503]);
        return { ...guest, client: createClient({ baseUrl: `${replica.origin}/api/players/v1`, fetch }) };
      }),
    );
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.close();
    await store.close();
  });

  const read = async (squad: Squad) =>
    (await getSquad({ client: ana.client, path: { squadId: squad.id }, throwOnError: true })).data;
  const tally = (answers: { response?: Response }[]) => {
    const counts: Record<number, number> = {};
    for (const { response } of answers) counts[response?.status ?? 0] = (counts[response?.status ?? 0] ?? 0) + 1;
    return counts;
  };

  it('friends join', async () => {
    const squad = await aSquad(ana);
    const crowd = friends.slice(0, JOINING_AT_ONCE);
    await Promise.all(crowd.map((friend) => joins(friend, squad)));
    expect((await read(squad)).version).toBe(JOINING_AT_ONCE + 1);
  });

  it('fifty who join as the same player: one does, and the others join nothing', async () => {
    const squad = await aSquad(ana, 'Leo');
    const body = { playerId: playerNamed(squad, 'Leo') };
    const answers = await Promise.all(
      friends.map(({ client }) => joinSquad({ client, path: { code: squad.code }, body })),
    );
    expect(tally(answers)).toEqual({ 201: 1, 409: FRIENDS - 1 });
    expect((await read(squad)).version).toBe(3);
  });

  it('fifty members claim one player: one is he', async () => {
    const squad = await aSquad(ana, 'Leo');
    for (const friend of friends) await joins(friend, squad);
    const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
    const answers = await Promise.all(friends.map(({ client }) => claimPlayer({ client, path })));
    expect(tally(answers)).toEqual({ 200: 1, 409: FRIENDS - 1 });
  });

  it('one member claims many players: he is one of them', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `Player ${index}`);
    const squad = await aSquad(ana, ...names);
    const [leo] = friends;
    if (!leo) throw new Error('nobody');
    await joins(leo, squad);
    const claims = names.map((one) =>
      claimPlayer({ client: leo.client, path: { squadId: squad.id, playerId: playerNamed(squad, one) } }),
    );
    expect(tally(await Promise.all(claims))).toEqual({ 200: 1, 409: 9 });
    expect((await read(squad)).players.filter(({ claimed }) => claimed)).toHaveLength(1);
  });

  it('some leave while others take their players', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `Player ${index}`);
    const squad = await aSquad(ana, ...names);
    const [first, second] = [friends.slice(0, 10), friends.slice(10, 20)];
    const idOf = (index: number) => playerNamed(squad, `Player ${index}`);
    await Promise.all(first.map((friend, index) => joins(friend, squad, idOf(index))));
    const leaving = first.map(({ client }) => leaveSquad({ client, path: { squadId: squad.id } }));
    const taking = second.map(({ client }, index) =>
      joinSquad({ client, path: { code: squad.code }, body: { playerId: idOf(index) } }),
    );
    expect(tally(await Promise.all(leaving))).toEqual({ 204: 10 });
    const taken = tally(await Promise.all(taking))[201] ?? 0;
    expect((await read(squad)).players.filter(({ claimed }) => claimed)).toHaveLength(taken);
  });
});
