import type { EventData, EventType } from '@besteam/contracts/events';
import {
  deleteSquad,
  getSquad,
  listMembers,
  listMySquads,
  removeMember,
  rotateJoinCode,
  type Squad,
  setMemberRole,
  updateSquad,
} from '@besteam/contracts/players';
import { type EventEnvelope, newEvent } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { aSquad, joins, type Person, type PlayersSystem, playerNamed, startPlayers } from './players-system.ts';

let system: PlayersSystem;
let ana: Person;
let daysLater = 0;
const heard: EventEnvelope[] = [];
beforeAll(async () => {
  system = await startPlayers({ ENDINGS_EVERY_MS: 20 }, { now: () => Date.now() + daysLater * 86_400_000 });
  ana = await system.registered();
  await system.platform.bus.consume({
    queue: 'test.squads',
    types: ['besteam.squad.changed.v1', 'besteam.squad.deleted.v1'],
    handle: async (event) => void heard.push(event),
  });
});
afterAll(() => system.close());

const soon = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 60_000, interval: 20 });
const tell = <T extends EventType>(type: T, data: EventData[T]) =>
  system.platform.bus.publish(newEvent({ type, source: '/besteam/test', data }));
const read = ({ client }: Person, squad: Squad) => getSquad({ client, path: { squadId: squad.id } });
const toldOf = (squad: Squad) => heard.filter((event) => event.subject === squad.id);
const members = async (squad: Squad, by = ana) => {
  const { data } = await listMembers({ client: by.client, path: { squadId: squad.id }, throwOnError: true });
  return data;
};

describe('what the service tells', () => {
  it('tells of the squad as it is, with its members and claims', async () => {
    const squad = await aSquad(ana, 'Leo');
    const leo = await system.guest();
    await joins(leo, squad, playerNamed(squad, 'Leo'));
    await soon(() => expect(toldOf(squad).at(-1)?.data).toMatchObject({ version: 3 }));
    const last = toldOf(squad).at(-1);
    expect(last).toMatchObject({ type: 'besteam.squad.changed.v1', id: `${squad.id}-3`, source: '/besteam/players' });
    expect(last?.data).toMatchObject({
      squadId: squad.id,
      ownerId: ana.accountId,
      players: [{ name: 'Leo', positions: [], archived: false }],
      members: expect.arrayContaining([
        expect.objectContaining({ accountId: ana.accountId, role: 'owner' }),
        expect.objectContaining({ accountId: leo.accountId, role: 'member', playerId: playerNamed(squad, 'Leo') }),
      ]),
    });
    expect(JSON.stringify(last)).not.toContain(squad.code);
  });

  it('tells each version at most once, and the last one for sure, however many writes race', async () => {
    const squad = await aSquad(ana);
    const friends = await Promise.all(Array.from({ length: 12 }, () => system.guest()));
    await Promise.all(friends.map((friend) => joins(friend, squad)));
    await soon(() => expect(toldOf(squad).at(-1)?.data).toMatchObject({ version: 13 }));
    const ids = toldOf(squad).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('changes neither version nor ETag by telling', async () => {
    const squad = await aSquad(ana);
    await soon(() => expect(toldOf(squad)).toHaveLength(1));
    expect((await read(ana, squad)).response?.headers.get('etag')).toBe('"1"');
    const answer = await updateSquad({
      client: ana.client,
      path: { squadId: squad.id },
      body: { name: 'New' },
      headers: { 'If-Match': '"1"' },
    });
    expect(answer.response?.status).toBe(200);
  });

  it('tells of the end of a squad with a newer version', async () => {
    const squad = await aSquad(ana);
    await deleteSquad({ client: ana.client, path: { squadId: squad.id }, throwOnError: true });
    await soon(() => expect(toldOf(squad).at(-1)?.type).toBe('besteam.squad.deleted.v1'));
    expect(toldOf(squad).at(-1)?.data).toEqual({ squadId: squad.id, version: 2 });
  });
});

describe('besteam.account.changed.v1', () => {
  it('renames a member and tells his kind', async () => {
    const squad = await aSquad(ana);
    const leo = await system.guest();
    await joins(leo, squad);
    const { accountId } = leo;
    await tell('besteam.account.changed.v1', { accountId, kind: 'registered', displayName: 'Leo', version: 2 });
    await soon(async () => {
      const { items } = await members(squad);
      expect(items.find((one) => one.accountId === accountId)).toMatchObject({
        displayName: 'Leo',
        kind: 'registered',
      });
    });
  });

  it('gives a name to who joins later, and an older name changes nothing', async () => {
    const leo = await system.guest();
    const { accountId } = leo;
    await tell('besteam.account.changed.v1', { accountId, kind: 'guest', displayName: 'New', version: 3 });
    await tell('besteam.account.changed.v1', { accountId, kind: 'guest', displayName: 'Old', version: 2 });
    await soon(async () =>
      expect(await system.platform.bus.depth()).toMatchObject({ 'players.accounts': { ready: 0 } }),
    );
    const squad = await aSquad(ana);
    await joins(leo, squad);
    const { items } = await members(squad);
    expect(items.find((one) => one.accountId === accountId)?.displayName).toBe('New');
  });
});

describe('besteam.account.merged.v1', () => {
  it('moves membership, claim and role to the account, however often it is told', async () => {
    const squad = await aSquad(ana, 'Leo');
    const [guest, leo] = await Promise.all([system.guest(), system.registered()]);
    await joins(guest, squad, playerNamed(squad, 'Leo'));
    const path = { squadId: squad.id, accountId: guest.accountId };
    await setMemberRole({ client: ana.client, path, body: { role: 'organiser' }, throwOnError: true });
    const merged = { guestId: guest.accountId, accountId: leo.accountId, version: 2 };
    await tell('besteam.account.merged.v1', merged);
    await tell('besteam.account.merged.v1', merged);
    const me = { role: 'organiser', playerId: playerNamed(squad, 'Leo') };
    await soon(async () => expect((await read(leo, squad)).data?.me).toEqual(me));
    await soon(async () => expect((await read(guest, squad)).response?.status).toBe(404));
    await soon(async () => {
      const { data } = await listMySquads({ client: leo.client });
      expect(data?.items).toMatchObject([{ id: squad.id, ...me }]);
    });
  });

  it('catches a guest who joins after it was told', async () => {
    const squad = await aSquad(ana);
    const [guest, leo] = await Promise.all([system.guest(), system.registered()]);
    await tell('besteam.account.merged.v1', { guestId: guest.accountId, accountId: leo.accountId, version: 2 });
    await joins(guest, squad);
    await soon(async () => expect((await read(leo, squad)).response?.status).toBe(200));
  });
});

describe('besteam.account.deleted.v1', () => {
  it('ends membership and claim, and the name goes too where the account was kept out', async () => {
    const [first, second] = [await aSquad(ana, 'Leo'), await aSquad(ana)];
    const leo = await system.guest();
    const { accountId } = leo;
    await joins(leo, first, playerNamed(first, 'Leo'));
    await joins(leo, second);
    await removeMember({ client: ana.client, path: { squadId: second.id, accountId }, throwOnError: true });
    await soon(() => expect(toldOf(second).at(-1)?.data).toMatchObject({ version: 3 }));
    await tell('besteam.account.deleted.v1', { accountId, version: 3 });
    await soon(async () => expect((await members(first)).items).toHaveLength(1));
    await soon(async () => expect((await members(second)).removed).toEqual([]));
    expect((await read(ana, first)).data?.players).toMatchObject([{ claimed: false }]);
    await soon(async () => expect((await read(leo, first)).response?.status).toBe(401));
  });

  it('hands a squad to the organiser who has a registered account', async () => {
    const owner = await system.registered();
    const squad = await aSquad(owner);
    const [guest, max] = await Promise.all([system.guest(), system.registered()]);
    for (const person of [guest, max]) {
      await joins(person, squad);
      const path = { squadId: squad.id, accountId: person.accountId };
      await setMemberRole({ client: owner.client, path, body: { role: 'organiser' }, throwOnError: true });
    }
    await tell('besteam.account.deleted.v1', { accountId: owner.accountId, version: 2 });
    await soon(async () => expect((await read(max, squad)).data?.me.role).toBe('owner'));
    expect((await rotateJoinCode({ client: max.client, path: { squadId: squad.id } })).response?.status).toBe(200);
  });

  it('deletes a squad at once when nobody else is in it', async () => {
    const owner = await system.registered();
    const squad = await aSquad(owner);
    await soon(() => expect(toldOf(squad)).toHaveLength(1));
    await tell('besteam.account.deleted.v1', { accountId: owner.accountId, version: 2 });
    await soon(() => expect(toldOf(squad).at(-1)?.type).toBe('besteam.squad.deleted.v1'));
  });

  it('leaves a squad without heirs to its members for 30 days', async () => {
    const owner = await system.registered();
    const squad = await aSquad(owner);
    const leo = await system.guest();
    await joins(leo, squad);
    await tell('besteam.account.deleted.v1', { accountId: owner.accountId, version: 2 });
    await soon(() => expect(toldOf(squad).at(-1)?.data).toMatchObject({ members: [{ accountId: leo.accountId }] }));
    daysLater = 29;
    expect((await read(leo, squad)).data?.me.role).toBe('member');
    daysLater = 31;
    await soon(() => expect(toldOf(squad).at(-1)?.type).toBe('besteam.squad.deleted.v1'));
    daysLater = 0;
  });

  it('gives a squad without an owner to an organiser who registers in time', async () => {
    const owner = await system.registered();
    const squad = await aSquad(owner);
    const leo = await system.guest();
    const { accountId } = leo;
    await joins(leo, squad);
    const path = { squadId: squad.id, accountId };
    await setMemberRole({ client: owner.client, path, body: { role: 'organiser' }, throwOnError: true });
    await tell('besteam.account.deleted.v1', { accountId: owner.accountId, version: 2 });
    await soon(() => expect(toldOf(squad).at(-1)?.data).toMatchObject({ members: [{ accountId }] }));
    await tell('besteam.account.changed.v1', { accountId, kind: 'registered', displayName: 'Leo', version: 2 });
    await soon(async () => expect((await read(leo, squad)).data?.me.role).toBe('owner'));
    daysLater = 31;
    await updateSquad({ client: leo.client, path: { squadId: squad.id }, body: { name: 'Mine' }, throwOnError: true });
    daysLater = 0;
  });
});

describe('what the matches service tells', () => {
  it('shows how many have rated and when the last match was, in whatever order it is told', async () => {
    const squad = await aSquad(ana);
    const squadId = squad.id;
    const matchId = 'bGVvAAAAAAAAAAAAAAAAAA';
    const at = (hour: number) => `2026-11-26T${hour}:00:00.000Z`;
    await tell('besteam.ballot.changed.v1', { squadId, raters: 5, at: at(20), version: 2 });
    await tell('besteam.ballot.changed.v1', { squadId, raters: 4, at: at(19), version: 1 });
    await tell('besteam.match.changed.v1', { squadId, matchId, status: 'drawn', at: at(21), version: 1 });
    await tell('besteam.match.changed.v1', { squadId, matchId, status: 'deleted', at: at(22), version: 2 });
    const activity = { raters: 5, lastActivityAt: at(22), lastMatchAt: at(21) };
    await soon(async () => expect((await read(ana, squad)).data?.activity).toEqual(activity));
    const answer = await read(ana, squad);
    expect(answer.response?.headers.get('etag')).toBe('"1"');
    const changed = await updateSquad({ client: ana.client, path: { squadId }, body: { name: 'New' } });
    expect(changed.data?.activity).toEqual(activity);
  });

  it('is nothing to a squad that is not there', async () => {
    const squad = await aSquad(ana);
    await deleteSquad({ client: ana.client, path: { squadId: squad.id }, throwOnError: true });
    const at = '2026-11-26T20:00:00.000Z';
    await tell('besteam.ballot.changed.v1', { squadId: squad.id, raters: 1, at, version: 1 });
    await soon(async () => {
      const depth = await system.platform.bus.depth();
      expect(depth['players.activity']).toEqual({ ready: 0, retrying: 0, dead: 0 });
    });
  });
});
