import {
  getSquad,
  joinSquad,
  leaveSquad,
  listMembers,
  removeMember,
  rotateJoinCode,
  type Squad,
  setMemberRole,
  transferOwnership,
} from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { describe, expect, it } from 'vitest';
import { aSquad, joins, type Person, playerNamed, reasonOf } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  const promote = (squad: Squad, { accountId }: Person, role: 'organiser' | 'member' = 'organiser') =>
    setMemberRole({ client: ana.client, path: { squadId: squad.id, accountId }, body: { role } });

  /** A squad with an organiser (a guest) and a member (registered). */
  async function inhabited() {
    const squad = await aSquad(ana, 'Leo');
    const [ori, max] = await Promise.all([system.guest(), system.registered()]);
    await joins(ori, squad);
    await joins(max, squad);
    await promote(squad, ori);
    return { squad, ori, max };
  }

  describe('rotateJoinCode', () => {
    it('gives a new code; the old one is dead at once', async () => {
      const squad = await aSquad(ana);
      const { data, response } = await rotateJoinCode({ client: ana.client, path: { squadId: squad.id } });
      expect(response?.status).toBe(200);
      expect(response?.headers.get('etag')).toBe('"2"');
      expect(data?.code).not.toBe(squad.code);
      const leo = await system.guest();
      expect((await joinSquad({ client: leo.client, path: { code: squad.code } })).response?.status).toBe(404);
      expect((await joinSquad({ client: leo.client, path: { code: data?.code ?? '' } })).response?.status).toBe(201);
    });

    it('is for the owner', async () => {
      const { squad, ori } = await inhabited();
      const path = { squadId: squad.id };
      expect((await rotateJoinCode({ client: ori.client, path })).response?.status).toBe(403);
      const stranger = await system.registered();
      expect((await rotateJoinCode({ client: stranger.client, path })).response?.status).toBe(404);
      expect((await rotateJoinCode({ client: system.visitor, path })).response?.status).toBe(401);
      expect((await rotateJoinCode({ client: ana.client, path: { squadId: 'no' } })).response?.status).toBe(400);
    });
  });

  describe('listMembers', () => {
    it('lists the members for organisers and the owner, a page at a time', async () => {
      const { squad, ori, max } = await inhabited();
      const request = { client: ori.client, path: { squadId: squad.id } };
      const first = await listMembers({ ...request, query: { limit: 2 }, throwOnError: true });
      expect(first.data.removed).toEqual([]);
      const cursor = first.data.nextCursor;
      if (cursor === undefined) throw new Error('there is a second page');
      const second = await listMembers({ ...request, query: { limit: 2, cursor }, throwOnError: true });
      expect(second.data).not.toHaveProperty('nextCursor');
      expect(second.data).not.toHaveProperty('removed');
      const members = [...first.data.items, ...second.data.items];
      const roles = Object.fromEntries(members.map(({ accountId, role, kind }) => [accountId, [role, kind]]));
      expect(roles).toEqual({
        [ana.accountId]: ['owner', 'registered'],
        [ori.accountId]: ['organiser', 'guest'],
        [max.accountId]: ['member', 'registered'],
      });
    });

    it('is not for members, strangers and visitors', async () => {
      const { squad, max } = await inhabited();
      const path = { squadId: squad.id };
      expect((await listMembers({ client: max.client, path })).response?.status).toBe(403);
      const stranger = await system.guest();
      expect((await listMembers({ client: stranger.client, path })).response?.status).toBe(404);
      expect((await listMembers({ client: system.visitor, path })).response?.status).toBe(401);
      expect((await listMembers({ client: ana.client, path, query: { limit: 0 } })).response?.status).toBe(400);
    });
  });

  describe('leaveSquad', () => {
    it('frees the claim, and whoever left may come back', async () => {
      const squad = await aSquad(ana, 'Leo');
      const leo = await system.guest();
      await joins(leo, squad, playerNamed(squad, 'Leo'));
      const path = { squadId: squad.id };
      expect((await leaveSquad({ client: leo.client, path })).response?.status).toBe(204);
      expect((await getSquad({ client: leo.client, path })).response?.status).toBe(404);
      expect((await getSquad({ client: ana.client, path })).data?.players).toMatchObject([{ claimed: false }]);
      await joins(leo, squad, playerNamed(squad, 'Leo'));
    });

    it('is not for the owner, who hands over first', async () => {
      const squad = await aSquad(ana);
      const answer = await leaveSquad({ client: ana.client, path: { squadId: squad.id } });
      expect([answer.response?.status, reasonOf(answer)]).toEqual([409, 'owner-stays']);
    });

    it('is nothing for strangers and visitors', async () => {
      const squad = await aSquad(ana);
      const path = { squadId: squad.id };
      expect((await leaveSquad({ client: (await system.guest()).client, path })).response?.status).toBe(404);
      expect((await leaveSquad({ client: system.visitor, path })).response?.status).toBe(401);
      expect((await leaveSquad({ client: ana.client, path: { squadId: 'no' } })).response?.status).toBe(400);
    });
  });

  describe('removeMember', () => {
    it('shows a member the door and keeps the account out until it is re-admitted', async () => {
      const { squad, ori, max } = await inhabited();
      const path = { squadId: squad.id, accountId: max.accountId };
      expect((await removeMember({ client: ori.client, path })).response?.status).toBe(204);
      expect((await removeMember({ client: ori.client, path })).response?.status).toBe(204);
      const told = await getSquad({ client: max.client, path: { squadId: squad.id } });
      expect([told.response?.status, reasonOf(told)]).toEqual([403, 'removed-from-squad']);
      const rejoin = () => joinSquad({ client: max.client, path: { code: squad.code } });
      const refused = await rejoin();
      expect([refused.response?.status, reasonOf(refused)]).toEqual([403, 'removed-from-squad']);
      const members = await listMembers({ client: ana.client, path: { squadId: squad.id } });
      expect(members.data?.removed).toMatchObject([{ accountId: max.accountId, displayName: '' }]);
      const readmitted = await setMemberRole({ client: ana.client, path, body: { readmit: true } });
      expect(readmitted.response?.status).toBe(204);
      expect((await rejoin()).response?.status).toBe(201);
    });

    it('remembers who had no name by the player he was, and when that was', async () => {
      const squad = await aSquad(ana, 'Leo');
      const [leo, watcher] = await Promise.all([system.guest(), system.guest()]);
      await joins(leo, squad, playerNamed(squad, 'Leo'));
      await joins(watcher, squad);
      const before = Date.now();
      for (const { accountId } of [leo, watcher]) {
        await removeMember({ client: ana.client, path: { squadId: squad.id, accountId }, throwOnError: true });
      }
      const { data } = await listMembers({ client: ana.client, path: { squadId: squad.id }, throwOnError: true });
      expect(data.removed).toMatchObject([
        { accountId: leo.accountId, displayName: 'Leo' },
        { accountId: watcher.accountId, displayName: '' },
      ]);
      for (const { removedAt } of data.removed ?? []) expect(Date.parse(removedAt)).toBeGreaterThanOrEqual(before);
    });

    it('is for organisers, of those below them', async () => {
      const { squad, ori, max } = await inhabited();
      const remove = (by: Pick<Person, 'client'>, accountId: string) =>
        removeMember({ client: by.client, path: { squadId: squad.id, accountId } });
      expect((await remove(max, ori.accountId)).response?.status).toBe(403);
      expect((await remove(ori, ana.accountId)).response?.status).toBe(403);
      expect((await remove(await system.guest(), max.accountId)).response?.status).toBe(404);
      expect((await remove({ client: system.visitor }, max.accountId)).response?.status).toBe(401);
      expect((await remove(ana, newId())).response?.status).toBe(404);
      expect((await remove(ana, 'no')).response?.status).toBe(400);
      const owner = await remove(ana, ana.accountId);
      expect([owner.response?.status, reasonOf(owner)]).toEqual([409, 'owner-stays']);
      expect((await remove(ana, ori.accountId)).response?.status).toBe(204);
    });
  });

  describe('setMemberRole', () => {
    it('makes an organiser, and no longer one', async () => {
      const { squad, max } = await inhabited();
      const promoted = await promote(squad, max);
      expect(promoted.response?.status).toBe(200);
      expect(promoted.data).toMatchObject({ accountId: max.accountId, role: 'organiser' });
      expect((await promote(squad, max, 'member')).data).toMatchObject({ role: 'member' });
    });

    it('is for the owner, of members there are, and not of the owner', async () => {
      const { squad, ori, max } = await inhabited();
      const set = (by: Pick<Person, 'client'>, accountId: string, body: object = { role: 'organiser' }) =>
        setMemberRole({ client: by.client, path: { squadId: squad.id, accountId }, body });
      expect((await set(ori, max.accountId)).response?.status).toBe(403);
      expect((await set(await system.guest(), max.accountId)).response?.status).toBe(404);
      expect((await set({ client: system.visitor }, max.accountId)).response?.status).toBe(401);
      expect((await set(ana, newId())).response?.status).toBe(404);
      expect((await set(ana, max.accountId, { readmit: true })).response?.status).toBe(404);
      expect((await set(ana, max.accountId, { role: 'owner' })).response?.status).toBe(400);
      expect((await set(ana, max.accountId, {})).response?.status).toBe(400);
      const owner = await set(ana, ana.accountId);
      expect([owner.response?.status, reasonOf(owner)]).toEqual([422, 'owner-has-no-other-role']);
    });
  });

  describe('transferOwnership', () => {
    it('makes a registered member the owner and the former owner an organiser', async () => {
      const { squad, max } = await inhabited();
      const path = { squadId: squad.id };
      const body = { accountId: max.accountId };
      const { data, response } = await transferOwnership({ client: ana.client, path, body });
      expect(response?.status).toBe(200);
      expect(data).toMatchObject({ ownerId: max.accountId, me: { role: 'organiser' } });
      expect((await rotateJoinCode({ client: max.client, path })).response?.status).toBe(200);
      expect((await rotateJoinCode({ client: ana.client, path })).response?.status).toBe(403);
    });

    it('refuses guests, strangers and what is no account', async () => {
      const { squad, ori } = await inhabited();
      const give = (accountId: string) =>
        transferOwnership({ client: ana.client, path: { squadId: squad.id }, body: { accountId } });
      const guest = await give(ori.accountId);
      expect([guest.response?.status, reasonOf(guest)]).toEqual([422, 'not-a-registered-member']);
      expect((await give(newId())).response?.status).toBe(422);
      expect((await give('no')).response?.status).toBe(400);
      expect((await give(ana.accountId)).response?.status).toBe(200);
    });

    it('is for the owner', async () => {
      const { squad, ori, max } = await inhabited();
      const request = { path: { squadId: squad.id }, body: { accountId: max.accountId } };
      expect((await transferOwnership({ ...request, client: ori.client })).response?.status).toBe(403);
      expect((await transferOwnership({ ...request, client: max.client })).response?.status).toBe(403);
      const stranger = await system.registered();
      expect((await transferOwnership({ ...request, client: stranger.client })).response?.status).toBe(404);
      expect((await transferOwnership({ ...request, client: system.visitor })).response?.status).toBe(401);
    });
  });
});
