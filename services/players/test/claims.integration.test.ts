import {
  answerClaimRequest,
  claimPlayer,
  getSquad,
  releasePlayer,
  requestClaim,
  type Squad,
  setMemberRole,
  updateSquad,
} from '@besteam/contracts/players';
import { newId } from '@besteam/service-kit';
import { describe, expect, it } from 'vitest';
import { aSquad, joins, type Person, playerNamed, reasonOf } from './players-system.ts';
import { ana, onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  const at = (squad: Squad, name: string) => ({ squadId: squad.id, playerId: playerNamed(squad, name) });
  const mine = async ({ client }: Person, squad: Squad) =>
    (await getSquad({ client, path: { squadId: squad.id }, throwOnError: true })).data.me;

  /** A squad with Leo and Bea in it, and two guests who joined. */
  async function twoGuests(rules = {}) {
    const squad = await aSquad(ana, 'Leo', 'Bea');
    if (Object.keys(rules).length > 0) {
      await updateSquad({ client: ana.client, path: { squadId: squad.id }, body: { rules }, throwOnError: true });
    }
    const [leo, eve] = await Promise.all([system.guest(), system.guest()]);
    await joins(leo, squad);
    await joins(eve, squad);
    return { squad, leo, eve };
  }

  describe('claimPlayer', () => {
    it('says which player a member is, and is harmless to repeat', async () => {
      const { squad, leo } = await twoGuests();
      const claim = () => claimPlayer({ client: leo.client, path: at(squad, 'Leo') });
      const first = await claim();
      expect(first.response?.status).toBe(200);
      expect(first.data).toEqual({
        squadId: squad.id,
        accountId: leo.accountId,
        role: 'member',
        playerId: playerNamed(squad, 'Leo'),
      });
      expect((await claim()).data).toEqual(first.data);
    });

    it('refuses a player who is taken and a second player', async () => {
      const { squad, leo, eve } = await twoGuests();
      await claimPlayer({ client: leo.client, path: at(squad, 'Leo'), throwOnError: true });
      const taken = await claimPlayer({ client: eve.client, path: at(squad, 'Leo') });
      expect([taken.response?.status, reasonOf(taken)]).toEqual([409, 'player-claimed']);
      const second = await claimPlayer({ client: leo.client, path: at(squad, 'Bea') });
      expect([second.response?.status, reasonOf(second)]).toEqual([409, 'already-claiming']);
    });

    it('becomes a request where claims are approved, but not for the owner', async () => {
      const { squad, leo } = await twoGuests({ approveClaims: true });
      const { data } = await claimPlayer({ client: leo.client, path: at(squad, 'Leo') });
      expect(data).toMatchObject({ claimRequested: playerNamed(squad, 'Leo') });
      expect(data).not.toHaveProperty('playerId');
      const owner = await claimPlayer({ client: ana.client, path: at(squad, 'Bea') });
      expect(owner.data).toMatchObject({ playerId: playerNamed(squad, 'Bea') });
    });

    it('knows neither strangers nor strange players', async () => {
      const { squad, leo } = await twoGuests();
      const eve = await system.registered();
      expect((await claimPlayer({ client: eve.client, path: at(squad, 'Leo') })).response?.status).toBe(404);
      expect((await claimPlayer({ client: system.visitor, path: at(squad, 'Leo') })).response?.status).toBe(401);
      const unknown = { squadId: squad.id, playerId: newId() };
      expect((await claimPlayer({ client: leo.client, path: unknown })).response?.status).toBe(404);
      const none = { squadId: squad.id, playerId: 'no' };
      expect((await claimPlayer({ client: leo.client, path: none })).response?.status).toBe(400);
    });
  });

  describe('releasePlayer', () => {
    it('frees the player for others, by the claimant, an organiser or the owner', async () => {
      const { squad, leo, eve } = await twoGuests();
      const path = at(squad, 'Leo');
      const claim = () => claimPlayer({ client: leo.client, path, throwOnError: true });
      await claim();
      expect((await releasePlayer({ client: leo.client, path })).response?.status).toBe(204);
      expect(await mine(leo, squad)).toEqual({ role: 'member' });
      await claim();
      expect((await releasePlayer({ client: ana.client, path })).response?.status).toBe(204);
      await claim();
      const promotion = { squadId: squad.id, accountId: eve.accountId };
      await setMemberRole({ client: ana.client, path: promotion, body: { role: 'organiser' }, throwOnError: true });
      expect((await releasePlayer({ client: eve.client, path })).response?.status).toBe(204);
      expect((await claimPlayer({ client: eve.client, path })).response?.status).toBe(200);
    });

    it('is not for another member, and harmless when nobody claims the player', async () => {
      const { squad, leo, eve } = await twoGuests();
      const path = at(squad, 'Leo');
      expect((await releasePlayer({ client: eve.client, path })).response?.status).toBe(204);
      await claimPlayer({ client: leo.client, path, throwOnError: true });
      expect((await releasePlayer({ client: eve.client, path })).response?.status).toBe(403);
    });

    it('knows neither strangers nor strange players', async () => {
      const { squad, leo } = await twoGuests();
      const eve = await system.guest();
      expect((await releasePlayer({ client: eve.client, path: at(squad, 'Leo') })).response?.status).toBe(404);
      expect((await releasePlayer({ client: system.visitor, path: at(squad, 'Leo') })).response?.status).toBe(401);
      const unknown = { squadId: squad.id, playerId: newId() };
      expect((await releasePlayer({ client: leo.client, path: unknown })).response?.status).toBe(404);
      const none = { squadId: 'no', playerId: newId() };
      expect((await releasePlayer({ client: leo.client, path: none })).response?.status).toBe(400);
    });
  });

  describe('requestClaim', () => {
    it('asks for a player whom somebody else claims, once however often', async () => {
      const { squad, leo, eve } = await twoGuests();
      const path = at(squad, 'Leo');
      await claimPlayer({ client: leo.client, path, throwOnError: true });
      const first = await requestClaim({ client: eve.client, path });
      expect(first.response?.status).toBe(201);
      expect(first.data).toMatchObject({ accountId: eve.accountId, playerId: path.playerId });
      expect((await requestClaim({ client: eve.client, path })).data).toEqual(first.data);
      expect(await mine(eve, squad)).toEqual({ role: 'member', claimRequested: path.playerId });
    });

    it('is refused to who is a player already, and where a claim would do', async () => {
      const { squad, leo, eve } = await twoGuests();
      await claimPlayer({ client: leo.client, path: at(squad, 'Leo'), throwOnError: true });
      const already = await requestClaim({ client: leo.client, path: at(squad, 'Bea') });
      expect([already.response?.status, reasonOf(already)]).toEqual([409, 'already-claiming']);
      const free = await requestClaim({ client: eve.client, path: at(squad, 'Bea') });
      expect([free.response?.status, reasonOf(free)]).toEqual([422, 'approval-not-needed']);
    });

    it('knows neither strangers nor strange players', async () => {
      const { squad, leo } = await twoGuests();
      const eve = await system.guest();
      expect((await requestClaim({ client: eve.client, path: at(squad, 'Leo') })).response?.status).toBe(404);
      expect((await requestClaim({ client: system.visitor, path: at(squad, 'Leo') })).response?.status).toBe(401);
      const unknown = { squadId: squad.id, playerId: newId() };
      expect((await requestClaim({ client: leo.client, path: unknown })).response?.status).toBe(404);
      const none = { squadId: squad.id, playerId: 'no' };
      expect((await requestClaim({ client: leo.client, path: none })).response?.status).toBe(400);
    });
  });

  describe('answerClaimRequest', () => {
    it('moves the claim when it is accepted', async () => {
      const { squad, leo, eve } = await twoGuests();
      const path = at(squad, 'Leo');
      await claimPlayer({ client: leo.client, path, throwOnError: true });
      await requestClaim({ client: eve.client, path, throwOnError: true });
      const request = { client: ana.client, path: { ...path, accountId: eve.accountId }, body: { accept: true } };
      const answer = await answerClaimRequest(request);
      expect(answer.response?.status).toBe(200);
      expect(answer.data?.claimRequests).toEqual([]);
      expect(await mine(eve, squad)).toEqual({ role: 'member', playerId: path.playerId });
      expect(await mine(leo, squad)).toEqual({ role: 'member' });
      expect((await answerClaimRequest(request)).response?.status).toBe(404);
    });

    it('leaves everything as it was when it is declined', async () => {
      const { squad, leo, eve } = await twoGuests();
      const path = at(squad, 'Leo');
      await claimPlayer({ client: leo.client, path, throwOnError: true });
      await requestClaim({ client: eve.client, path, throwOnError: true });
      const request = { client: ana.client, path: { ...path, accountId: eve.accountId }, body: { accept: false } };
      expect((await answerClaimRequest(request)).response?.status).toBe(200);
      expect(await mine(leo, squad)).toEqual({ role: 'member', playerId: path.playerId });
      expect(await mine(eve, squad)).toEqual({ role: 'member' });
    });

    it('is for organisers and the owner', async () => {
      const { squad, leo, eve } = await twoGuests({ approveClaims: true });
      const path = at(squad, 'Leo');
      await requestClaim({ client: leo.client, path, throwOnError: true });
      const answer = { path: { ...path, accountId: leo.accountId }, body: { accept: true } };
      expect((await answerClaimRequest({ ...answer, client: leo.client })).response?.status).toBe(403);
      const stranger = await system.registered();
      expect((await answerClaimRequest({ ...answer, client: stranger.client })).response?.status).toBe(404);
      expect((await answerClaimRequest({ ...answer, client: system.visitor })).response?.status).toBe(401);
      const promotion = { squadId: squad.id, accountId: eve.accountId };
      await setMemberRole({ client: ana.client, path: promotion, body: { role: 'organiser' }, throwOnError: true });
      expect((await answerClaimRequest({ ...answer, client: eve.client })).response?.status).toBe(200);
      const nothing = { client: ana.client, path: answer.path, body: {} as { accept: boolean } };
      expect((await answerClaimRequest(nothing)).response?.status).toBe(400);
    });
  });
});
