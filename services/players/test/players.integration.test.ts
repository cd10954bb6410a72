import { addPlayers, getSquad, removePlayer, type Squad, updatePlayer } from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { describe, expect, it } from 'vitest';
import { aSquad, joins, type Person, playerNamed, reasonOf } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  const named = (...names: string[]) => ({ players: names.map((name) => ({ name })) });
  const add = (squad: Squad, person: Pick<Person, 'client'>, ...names: string[]) =>
    addPlayers({ client: person.client, path: { squadId: squad.id }, body: named(...names) });

  describe('addPlayers', () => {
    it('adds players with tidy names and their positions', async () => {
      const squad = await aSquad(ana);
      const body = { players: [{ name: '  Leo  Díaz ', positions: ['goalkeeper'] }, { name: 'Bea' }] };
      const { data, response } = await addPlayers({ client: ana.client, path: { squadId: squad.id }, body });
      expect(response?.status).toBe(201);
      expect(response?.headers.get('etag')).toBe('"2"');
      expect(data?.players).toMatchObject([
        { name: 'Leo Díaz', positions: ['goalkeeper'], claimed: false },
        { name: 'Bea', positions: [], claimed: false },
      ]);
    });

    it('adds nobody twice for the same Idempotency-Key, and refuses it with another body', async () => {
      const squad = await aSquad(ana);
      const request = { client: ana.client, path: { squadId: squad.id }, headers: { 'Idempotency-Key': 'players-1' } };
      const first = await addPlayers({ ...request, body: named('Leo', 'Bea') });
      const again = await addPlayers({ ...request, body: named('Leo', 'Bea') });
      expect(again.response?.status).toBe(201);
      expect(again.data).toEqual(first.data);
      const other = await addPlayers({ ...request, body: named('Eva') });
      expect(other.response?.status).toBe(422);
      expect(reasonOf(other)).toBe('idempotency-key-reused');
    });

    it('names the names that are taken, whatever their case and accents', async () => {
      const squad = await aSquad(ana, 'José');
      const answer = await add(squad, ana, 'Eva', 'jose', 'EVÁ');
      expect(answer.response?.status).toBe(422);
      expect(reasonOf(answer)).toBe('name-taken');
      expect(answer.error).toMatchObject({
        errors: [{ path: 'body/players/1/name' }, { path: 'body/players/2/name' }],
      });
    });

    it('takes 50 at once and 60 in all', async () => {
      const squad = await aSquad(ana);
      const names = Array.from({ length: 101 }, (_, index) => `Player ${index}`);
      expect((await add(squad, ana, ...names)).response?.status).toBe(400);
      expect((await add(squad, ana, ...names.slice(0, 50))).response?.status).toBe(201);
      const full = await add(squad, ana, ...names.slice(50, 61));
      expect(full.response?.status).toBe(422);
      expect(reasonOf(full)).toBe('too-many-players');
      expect((await add(squad, ana, ...names.slice(50, 60))).response?.status).toBe(201);
    });

    it('is for the owner', async () => {
      const squad = await aSquad(ana);
      const [leo, eve] = await Promise.all([system.guest(), system.registered()]);
      await joins(leo, squad);
      expect((await add(squad, leo, 'Leo')).response?.status).toBe(403);
      expect((await add(squad, eve, 'Leo')).response?.status).toBe(404);
      expect((await add(squad, { client: system.visitor }, 'Leo')).response?.status).toBe(401);
    });

    it('refuses a stale If-Match', async () => {
      const squad = await aSquad(ana, 'Leo');
      const request = { client: ana.client, path: { squadId: squad.id }, headers: { 'If-Match': '"1"' } };
      expect((await addPlayers({ ...request, body: named('Bea') })).response?.status).toBe(412);
    });

    it('keeps every player of requests that race', async () => {
      const squad = await aSquad(ana);
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => add(squad, ana, `Player ${index}`)));
      expect(answers.every((answer) => answer.response?.status === 201)).toBe(true);
      const { data } = await getSquad({ client: ana.client, path: { squadId: squad.id } });
      expect(data?.players).toHaveLength(20);
      expect(data?.version).toBe(21);
    });
  });

  describe('updatePlayer', () => {
    it('renames and repositions', async () => {
      const squad = await aSquad(ana, 'Leo', 'Bea');
      const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
      const body = { name: ' Leonardo', positions: ['defender'] };
      const { data, response } = await updatePlayer({ client: ana.client, path, body });
      expect(response?.status).toBe(200);
      expect(data?.players).toMatchObject([{ name: 'Leonardo', positions: ['defender'] }, { name: 'Bea' }]);
    });

    it('restores a removed player with his id, unless his name is taken by now', async () => {
      const squad = await aSquad(ana, 'Leo');
      const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
      await removePlayer({ client: ana.client, path, throwOnError: true });
      await add(squad, ana, 'leo');
      const taken = await updatePlayer({ client: ana.client, path, body: { archived: false } });
      expect(reasonOf(taken)).toBe('name-taken');
      const { data } = await updatePlayer({ client: ana.client, path, body: { archived: false, name: 'Leo II' } });
      expect(data?.players.map(({ name }) => name)).toEqual(['Leo II', 'leo']);
      expect(data?.archivedPlayers).toEqual([]);
    });

    it('finds room before it restores', async () => {
      const names = Array.from({ length: 49 }, (_, index) => `Player ${index}`);
      const squad = await aSquad(ana, 'Leo', ...names);
      const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
      await removePlayer({ client: ana.client, path, throwOnError: true });
      await add(squad, ana, ...names.slice(0, 11).map((name) => `${name} junior`));
      const full = await updatePlayer({ client: ana.client, path, body: { archived: false } });
      expect(full.response?.status).toBe(422);
      expect(reasonOf(full)).toBe('too-many-players');
    });

    it('is for the owner, of players there are, at the version seen', async () => {
      const squad = await aSquad(ana, 'Leo');
      const [leo, eve] = await Promise.all([system.guest(), system.registered()]);
      await joins(leo, squad);
      const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
      const body = { name: 'X' };
      expect((await updatePlayer({ client: leo.client, path, body })).response?.status).toBe(403);
      expect((await updatePlayer({ client: eve.client, path, body })).response?.status).toBe(404);
      expect((await updatePlayer({ client: system.visitor, path, body })).response?.status).toBe(401);
      const unknown = { squadId: squad.id, playerId: newId() };
      expect((await updatePlayer({ client: ana.client, path: unknown, body })).response?.status).toBe(404);
      const stale = { client: ana.client, path, body, headers: { 'If-Match': '"1"' } };
      expect((await updatePlayer(stale)).response?.status).toBe(412);
      expect((await updatePlayer({ client: ana.client, path, body: {} })).response?.status).toBe(400);
    });
  });

  describe('removePlayer', () => {
    it('archives: he is out of the squad, kept for the owner, and his claim is free', async () => {
      const squad = await aSquad(ana, 'Leo', 'Bea');
      const leo = await system.guest();
      const playerId = playerNamed(squad, 'Leo');
      await joins(leo, squad, playerId);
      const path = { squadId: squad.id, playerId };
      expect((await removePlayer({ client: ana.client, path })).response?.status).toBe(204);
      const { data } = await getSquad({ client: ana.client, path: { squadId: squad.id } });
      expect(data?.players.map(({ name }) => name)).toEqual(['Bea']);
      expect(data?.archivedPlayers).toEqual([{ id: playerId, name: 'Leo' }]);
      const mine = await getSquad({ client: leo.client, path: { squadId: squad.id } });
      expect(mine.data?.me).toEqual({ role: 'member' });
      expect((await removePlayer({ client: ana.client, path })).response?.status).toBe(204);
    });

    it('is for the owner, of players there are, at the version seen', async () => {
      const squad = await aSquad(ana, 'Leo');
      const [leo, eve] = await Promise.all([system.guest(), system.registered()]);
      await joins(leo, squad);
      const path = { squadId: squad.id, playerId: playerNamed(squad, 'Leo') };
      expect((await removePlayer({ client: leo.client, path })).response?.status).toBe(403);
      expect((await removePlayer({ client: eve.client, path })).response?.status).toBe(404);
      expect((await removePlayer({ client: system.visitor, path })).response?.status).toBe(401);
      const unknown = { squadId: squad.id, playerId: newId() };
      expect((await removePlayer({ client: ana.client, path: unknown })).response?.status).toBe(404);
      const stale = { client: ana.client, path, headers: { 'If-Match': '"1"' } };
      expect((await removePlayer(stale)).response?.status).toBe(412);
      const none = { squadId: squad.id, playerId: 'no' };
      expect((await removePlayer({ client: ana.client, path: none })).response?.status).toBe(400);
    });
  });
});
