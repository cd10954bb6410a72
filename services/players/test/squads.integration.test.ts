import { deleteSquad, getSquad, listMySquads, updateSquad } from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { describe, expect, it, vi } from 'vitest';
import { aSquad, joins, playerNamed, reasonOf } from './players-system.ts';
import { onEveryStore, system } from './stores.ts';

/** How far behind "my squads" may be is tried by its own test, which knows how to measure it. */
const PATIENCE = { timeout: 60_000, interval: 20 };

onEveryStore(() => {
  describe('listMySquads', () => {
    it('lists what the account owns and joined, with role and claim, a page at a time', async () => {
      const [ana, leo] = await Promise.all([system.registered(), system.guest()]);
      const first = await aSquad(ana, 'Leo');
      const second = await aSquad(ana);
      await joins(leo, first, playerNamed(first, 'Leo'));
      await vi.waitFor(async () => {
        const { data } = await listMySquads({ client: leo.client, throwOnError: true });
        const { id, name, sport } = first;
        expect(data).toEqual({ items: [{ id, name, sport, role: 'member', playerId: playerNamed(first, 'Leo') }] });
        const owned = await listMySquads({ client: ana.client, throwOnError: true });
        expect(owned.data.items.map((item) => item.id).sort()).toEqual([first.id, second.id].sort());
      }, PATIENCE);
      const page = await listMySquads({ client: ana.client, query: { limit: 1 }, throwOnError: true });
      const cursor = page.data.nextCursor;
      if (cursor === undefined) throw new Error('there is a second page');
      const next = await listMySquads({ client: ana.client, query: { limit: 1, cursor }, throwOnError: true });
      const ids = [...page.data.items, ...next.data.items].map((item) => item.id);
      expect(ids.sort()).toEqual([first.id, second.id].sort());
      expect(next.data.nextCursor).toBeUndefined();
    });

    it('follows a new name and a deletion', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const path = { squadId: squad.id };
      await updateSquad({ client: ana.client, path, body: { name: 'Friday' }, throwOnError: true });
      const names = async () => {
        const { data } = await listMySquads({ client: ana.client, throwOnError: true });
        return data.items.map((item) => item.name);
      };
      await vi.waitFor(async () => expect(await names()).toEqual(['Friday']), PATIENCE);
      await deleteSquad({ client: ana.client, path, throwOnError: true });
      await vi.waitFor(async () => expect(await names()).toEqual([]), PATIENCE);
    });

    it('is empty for a newcomer, and not for visitors', async () => {
      const leo = await system.guest();
      expect((await listMySquads({ client: leo.client })).data).toEqual({ items: [] });
      expect((await listMySquads({ client: system.visitor })).response?.status).toBe(401);
    });

    it('refuses a page of a thousand', async () => {
      const leo = await system.guest();
      const answer = await listMySquads({ client: leo.client, query: { limit: 1000 } });
      expect(answer.response?.status).toBe(400);
    });
  });

  describe('getSquad', () => {
    it('answers its members with who they are in it', async () => {
      const [ana, leo] = await Promise.all([system.registered(), system.guest()]);
      const squad = await aSquad(ana, 'Leo', 'Bea');
      await joins(leo, squad, playerNamed(squad, 'Leo'));
      const { data, response } = await getSquad({ client: leo.client, path: { squadId: squad.id } });
      expect(response?.status).toBe(200);
      expect(response?.headers.get('etag')).toBe(`"${data?.version}"`);
      expect(data?.me).toEqual({ role: 'member', playerId: playerNamed(squad, 'Leo') });
      expect(data?.players.map(({ name, claimed }) => [name, claimed])).toEqual([
        ['Leo', true],
        ['Bea', false],
      ]);
      expect(data).not.toHaveProperty('archivedPlayers');
      expect(data).not.toHaveProperty('claimRequests');
    });

    it('answers 304 to who has it at hand, and in full once it has changed', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const request = { client: ana.client, path: { squadId: squad.id }, headers: { 'If-None-Match': '"1"' } };
      expect((await getSquad(request)).response?.status).toBe(304);
      await updateSquad({ client: ana.client, path: { squadId: squad.id }, body: { sport: 'padel' } });
      const answer = await getSquad(request);
      expect(answer.response?.status).toBe(200);
      expect(answer.data?.sport).toBe('padel');
    });

    it('hides the squad from strangers, and what does not exist looks the same', async () => {
      const [ana, eve] = await Promise.all([system.registered(), system.registered()]);
      const squad = await aSquad(ana);
      const hidden = await getSquad({ client: eve.client, path: { squadId: squad.id } });
      const missing = await getSquad({ client: eve.client, path: { squadId: newId() } });
      expect(hidden.response?.status).toBe(404);
      const { requestId: _, ...problem } = hidden.error as { requestId: string };
      expect(missing.error).toMatchObject(problem);
    });

    it('knows a member in the second in which he joined', async () => {
      const [ana, leo] = await Promise.all([system.registered(), system.guest()]);
      const squad = await aSquad(ana);
      const request = { client: leo.client, path: { squadId: squad.id } };
      expect((await getSquad(request)).response?.status).toBe(404);
      await joins(leo, squad);
      expect((await getSquad(request)).response?.status).toBe(200);
    });

    it('refuses visitors, and an id that is none', async () => {
      const ana = await system.registered();
      expect((await getSquad({ client: system.visitor, path: { squadId: 'no' } })).response?.status).toBe(401);
      expect((await getSquad({ client: ana.client, path: { squadId: 'no' } })).response?.status).toBe(400);
    });
  });

  describe('updateSquad', () => {
    it('changes what is named and leaves the rest', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const criteria = [{ id: 'attack', name: 'Attack', weight: 2 }];
      const body = { criteria, rules: { numbers: 'hidden' as const } };
      const { data, response } = await updateSquad({ client: ana.client, path: { squadId: squad.id }, body });
      expect(response?.status).toBe(200);
      expect(response?.headers.get('etag')).toBe('"2"');
      expect(data).toMatchObject({
        name: squad.name,
        criteria,
        rules: { raters: 'players', numbers: 'hidden', approveClaims: false },
      });
      const read = await getSquad({ client: ana.client, path: { squadId: squad.id } });
      expect(read.data).toEqual(data);
    });

    it('is for the owner: a member is told so, a stranger learns nothing', async () => {
      const [ana, leo, eve] = await Promise.all([system.registered(), system.registered(), system.registered()]);
      const squad = await aSquad(ana);
      await joins(leo, squad);
      const request = { path: { squadId: squad.id }, body: { name: 'Mine' }, headers: { 'If-Match': '"77"' } };
      expect((await updateSquad({ ...request, client: leo.client })).response?.status).toBe(403);
      expect((await updateSquad({ ...request, client: eve.client })).response?.status).toBe(404);
      expect((await updateSquad({ ...request, client: system.visitor })).response?.status).toBe(401);
    });

    it('refuses a stale If-Match and takes the present one, or any', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const request = { client: ana.client, path: { squadId: squad.id } };
      const first = await updateSquad({ ...request, body: { name: 'A' }, headers: { 'If-Match': '"1"' } });
      expect(first.response?.status).toBe(200);
      const stale = await updateSquad({ ...request, body: { name: 'B' }, headers: { 'If-Match': '"1"' } });
      expect(stale.response?.status).toBe(412);
      expect(reasonOf(stale)).toBe('precondition-failed');
      const foreign = await updateSquad({ ...request, body: { name: 'B' }, headers: { 'If-Match': '"abc"' } });
      expect(foreign.response?.status).toBe(412);
      const any = await updateSquad({ ...request, body: { name: 'C' }, headers: { 'If-Match': '*' } });
      expect(any.response?.status).toBe(200);
    });

    it('lets one of two racing owners with the same If-Match win', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const change = (name: string) =>
        updateSquad({
          client: ana.client,
          path: { squadId: squad.id },
          body: { name },
          headers: { 'If-Match': '"1"' },
        });
      const answers = await Promise.all(['A', 'B', 'C'].map(change));
      expect(answers.map((answer) => answer.response?.status).sort()).toEqual([200, 412, 412]);
    });

    it('refuses an empty change, an unknown rule and criteria of the same id', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana);
      const send = (body: object) => updateSquad({ client: ana.client, path: { squadId: squad.id }, body });
      expect((await send({})).response?.status).toBe(400);
      expect((await send({ rules: { raters: 'nobody' } })).response?.status).toBe(400);
      const criterion = { id: 'a', name: 'A', weight: 1 };
      expect(reasonOf(await send({ criteria: [criterion, criterion] }))).toBe('duplicate-criteria');
    });
  });

  describe('deleteSquad', () => {
    it('is gone for everybody, its code too', async () => {
      const [ana, leo] = await Promise.all([system.registered(), system.guest()]);
      const squad = await aSquad(ana);
      await joins(leo, squad);
      const path = { squadId: squad.id };
      expect((await deleteSquad({ client: ana.client, path })).response?.status).toBe(204);
      for (const { client } of [ana, leo]) expect((await getSquad({ client, path })).response?.status).toBe(404);
      await expect(joins(leo, squad)).rejects.toMatchObject({ status: 404 });
      expect((await deleteSquad({ client: ana.client, path })).response?.status).toBe(404);
    });

    it('is for the owner', async () => {
      const [ana, leo, eve] = await Promise.all([system.registered(), system.guest(), system.registered()]);
      const squad = await aSquad(ana);
      await joins(leo, squad);
      const path = { squadId: squad.id };
      expect((await deleteSquad({ client: leo.client, path })).response?.status).toBe(403);
      expect((await deleteSquad({ client: eve.client, path })).response?.status).toBe(404);
      expect((await deleteSquad({ client: system.visitor, path })).response?.status).toBe(401);
    });

    it('refuses a stale If-Match and an id that is none', async () => {
      const ana = await system.registered();
      const squad = await aSquad(ana, 'Leo');
      const stale = await deleteSquad({
        client: ana.client,
        path: { squadId: squad.id },
        headers: { 'If-Match': '"1"' },
      });
      expect(stale.response?.status).toBe(412);
      expect((await deleteSquad({ client: ana.client, path: { squadId: 'no' } })).response?.status).toBe(400);
    });
  });
});
