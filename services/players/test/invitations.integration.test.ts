import { getSquad, joinSquad, previewInvitation, updateSquad } from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { describe, expect, it } from 'vitest';
import { aSquad, joins, playerNamed, reasonOf, startPlayers } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  describe('previewInvitation', () => {
    it('shows anybody the names, and nothing but the names', async () => {
      const squad = await aSquad(ana, 'Leo', 'Bea');
      await joins(await system.guest(), squad, playerNamed(squad, 'Leo'));
      const { data, response } = await previewInvitation({ client: system.visitor, path: { code: squad.code } });
      expect(response?.status).toBe(200);
      expect(data).toEqual({
        name: squad.name,
        sport: squad.sport,
        players: [
          { id: playerNamed(squad, 'Leo'), name: 'Leo', claimed: true },
          { id: playerNamed(squad, 'Bea'), name: 'Bea', claimed: false },
        ],
      });
    });

    it('knows no other code, and takes no word for one', async () => {
      const unknown = await previewInvitation({ client: system.visitor, path: { code: 'AAAAAAAA' } });
      expect(unknown.response?.status).toBe(404);
      const malformed = await previewInvitation({ client: system.visitor, path: { code: 'OOOOIIII' } });
      expect(malformed.response?.status).toBe(400);
    });
  });

  describe('joinSquad', () => {
    it('makes a guest a member, who may say which player he is', async () => {
      const squad = await aSquad(ana, 'Leo');
      const leo = await system.guest();
      const path = { code: squad.code };
      const playerId = playerNamed(squad, 'Leo');
      const { data, response } = await joinSquad({ client: leo.client, path, body: { playerId } });
      expect(response?.status).toBe(201);
      expect(response?.headers.get('location')).toBe(`/api/players/v1/squads/${squad.id}`);
      expect(data).toEqual({ squadId: squad.id, accountId: leo.accountId, role: 'member', playerId });
    });

    it('needs no body', async () => {
      const squad = await aSquad(ana);
      const leo = await system.guest();
      const { data, response } = await joinSquad({ client: leo.client, path: { code: squad.code } });
      expect(response?.status).toBe(201);
      expect(data).toEqual({ squadId: squad.id, accountId: leo.accountId, role: 'member' });
    });

    it('is harmless to repeat, and may name the player later', async () => {
      const squad = await aSquad(ana, 'Leo');
      const leo = await system.guest();
      await joins(leo, squad);
      const body = { playerId: playerNamed(squad, 'Leo') };
      const named = await joinSquad({ client: leo.client, path: { code: squad.code }, body });
      expect(named.response?.status).toBe(200);
      const again = await joinSquad({ client: leo.client, path: { code: squad.code }, body });
      expect(again.response?.status).toBe(200);
      expect(again.data).toEqual(named.data);
      const read = await getSquad({ client: leo.client, path: { squadId: squad.id } });
      expect(read.data?.version).toBe(4);
    });

    it('leaves the owner the owner', async () => {
      const squad = await aSquad(ana);
      const { data, response } = await joinSquad({ client: ana.client, path: { code: squad.code } });
      expect([response?.status, data?.role]).toEqual([200, 'owner']);
    });

    it('joins nothing when somebody else is that player', async () => {
      const squad = await aSquad(ana, 'Leo');
      const body = { playerId: playerNamed(squad, 'Leo') };
      const [leo, eve] = await Promise.all([system.guest(), system.guest()]);
      await joins(leo, squad, body.playerId);
      const answer = await joinSquad({ client: eve.client, path: { code: squad.code }, body });
      expect(answer.response?.status).toBe(409);
      expect(reasonOf(answer)).toBe('player-claimed');
      expect((await getSquad({ client: eve.client, path: { squadId: squad.id } })).response?.status).toBe(404);
    });

    it('refuses a second player for the same member', async () => {
      const squad = await aSquad(ana, 'Leo', 'Bea');
      const leo = await system.guest();
      await joins(leo, squad, playerNamed(squad, 'Leo'));
      const body = { playerId: playerNamed(squad, 'Bea') };
      const answer = await joinSquad({ client: leo.client, path: { code: squad.code }, body });
      expect(answer.response?.status).toBe(409);
      expect(reasonOf(answer)).toBe('already-claiming');
    });

    it('refuses a player whom the squad does not have', async () => {
      const squad = await aSquad(ana);
      const leo = await system.guest();
      const answer = await joinSquad({ client: leo.client, path: { code: squad.code }, body: { playerId: newId() } });
      expect(answer.response?.status).toBe(422);
      expect(reasonOf(answer)).toBe('unknown-player');
    });

    it('turns a claim into a request where claims are approved', async () => {
      const squad = await aSquad(ana, 'Leo');
      const path = { squadId: squad.id };
      await updateSquad({ client: ana.client, path, body: { rules: { approveClaims: true } }, throwOnError: true });
      const leo = await system.guest();
      const playerId = playerNamed(squad, 'Leo');
      const { data } = await joinSquad({ client: leo.client, path: { code: squad.code }, body: { playerId } });
      expect(data).toEqual({ squadId: squad.id, accountId: leo.accountId, role: 'member', claimRequested: playerId });
      const seen = await getSquad({ client: ana.client, path });
      expect(seen.data?.claimRequests).toMatchObject([{ accountId: leo.accountId, playerId }]);
      expect(seen.data?.players[0]?.claimed).toBe(false);
    });

    it('refuses visitors, unknown codes and what is not in the contract', async () => {
      const squad = await aSquad(ana);
      const leo = await system.guest();
      const path = { code: squad.code };
      expect((await joinSquad({ client: system.visitor, path })).response?.status).toBe(401);
      expect((await joinSquad({ client: leo.client, path: { code: 'AAAAAAAA' } })).response?.status).toBe(404);
      const body = { role: 'owner' } as object;
      expect((await joinSquad({ client: leo.client, path, body })).response?.status).toBe(400);
    });
  });

  describe('guessing codes', () => {
    it('ends after twenty wrong ones, for the right one too', async () => {
      const guarded = await startPlayers();
      try {
        const squad = await aSquad(await guarded.registered());
        for (let attempt = 0; attempt < 20; attempt += 1) {
          const path = { code: 'AAAAAAAA' };
          expect((await previewInvitation({ client: guarded.visitor, path })).response?.status).toBe(404);
        }
        const blocked = await previewInvitation({ client: guarded.visitor, path: { code: squad.code } });
        expect(blocked.response?.status).toBe(429);
        expect(Number(blocked.response?.headers.get('retry-after'))).toBeGreaterThan(0);
      } finally {
        await guarded.close();
      }
    });
  });
});
