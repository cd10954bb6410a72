import { createSquad, deleteSquad, joinSquad, leaveSquad, transferOwnership } from '@besteam/contracts/players';
import { describe, expect, it } from 'vitest';
import { reasonOf } from './players-system.ts';
import { onEveryStore, system } from './stores.ts';

onEveryStore(() => {
  describe('createSquad', () => {
    it('gives a registered account a squad with a code, one criterion and the usual rules', async () => {
      const ana = await system.registered();
      const { data, response } = await createSquad({
        client: ana.client,
        body: { name: '  Thursday   futsal ', sport: 'futsal' },
      });
      expect(response?.status).toBe(201);
      expect(data).toMatchObject({
        name: 'Thursday futsal',
        sport: 'futsal',
        ownerId: ana.accountId,
        criteria: [{ id: 'level', name: 'Level', weight: 1 }],
        rules: { raters: 'players', numbers: 'shown', approveClaims: false },
        players: [],
        me: { role: 'owner' },
        version: 1,
        activity: { raters: 0 },
      });
      expect(data?.code).toMatch(/^[ABCDEFGHJKMNPQRSTUVWXYZ23456789]{8}$/);
      expect(response?.headers.get('etag')).toBe('"1"');
      expect(response?.headers.get('location')).toBe(`/api/players/v1/squads/${data?.id}`);
    });

    it('makes one squad of two requests with the same Idempotency-Key', async () => {
      const { client } = await system.registered();
      const request = { client, body: { name: 'Once' }, headers: { 'Idempotency-Key': 'key-00000001' } };
      const [first, second] = await Promise.all([createSquad(request), createSquad(request)]);
      expect([first.response?.status, second.response?.status]).toEqual([201, 201]);
      expect(second.data).toEqual(first.data);
    });

    it('refuses an Idempotency-Key that came with another body', async () => {
      const { client } = await system.registered();
      const headers = { 'Idempotency-Key': 'key-00000002' };
      await createSquad({ client, body: { name: 'One' }, headers });
      const answer = await createSquad({ client, body: { name: 'Another' }, headers });
      expect(answer.response?.status).toBe(422);
      expect(reasonOf(answer)).toBe('idempotency-key-reused');
    });

    it('keeps the keys of two accounts apart', async () => {
      const headers = { 'Idempotency-Key': 'key-00000003' };
      const [ana, leo] = await Promise.all([system.registered(), system.registered()]);
      const first = await createSquad({ client: ana.client, body: { name: 'One' }, headers });
      const second = await createSquad({ client: leo.client, body: { name: 'One' }, headers });
      expect(second.data?.id).not.toBe(first.data?.id);
    });

    it('does not bring back a deleted squad by its Idempotency-Key', async () => {
      const { client } = await system.registered();
      const request = { client, body: { name: 'Gone' }, headers: { 'Idempotency-Key': 'key-00000004' } };
      const { data } = await createSquad({ ...request, throwOnError: true });
      await deleteSquad({ client, path: { squadId: data.id }, throwOnError: true });
      const answer = await createSquad(request);
      expect(answer.response?.status).toBe(409);
      expect(reasonOf(answer)).toBe('squad-deleted');
    });

    it('shows nothing of it by its Idempotency-Key to a founder who handed it over and left', async () => {
      const [ana, leo] = await Promise.all([system.registered(), system.registered()]);
      const request = { client: ana.client, body: { name: 'Leo’s' }, headers: { 'Idempotency-Key': 'key-00000005' } };
      const { data } = await createSquad({ ...request, throwOnError: true });
      const path = { squadId: data.id };
      await joinSquad({ client: leo.client, path: { code: data.code }, throwOnError: true });
      await transferOwnership({ client: ana.client, path, body: { accountId: leo.accountId }, throwOnError: true });
      await leaveSquad({ client: ana.client, path, throwOnError: true });
      const answer = await createSquad(request);
      expect(answer.response?.status).toBe(403);
      expect(reasonOf(answer)).toBe('forbidden');
    });

    it('is not for guests', async () => {
      const { client } = await system.guest();
      const answer = await createSquad({ client, body: { name: 'Mine' } });
      expect(answer.response?.status).toBe(403);
      expect(reasonOf(answer)).toBe('registered-only');
    });

    it('is not for visitors, whatever they send', async () => {
      const answer = await createSquad({ client: system.visitor, body: { name: '' } });
      expect(answer.response?.status).toBe(401);
    });

    it('names the field that breaks the contract', async () => {
      const { client } = await system.registered();
      const answer = await createSquad({ client, body: { name: '   ' } });
      expect(answer.response?.status).toBe(400);
      expect(answer.error).toMatchObject({ errors: [{ path: 'body/name' }] });
    });

    it('refuses a property that it does not know', async () => {
      const { client } = await system.registered();
      const body = { name: 'Mine', ownerId: 'AAAAAAAAAAAAAAAAAAAAAA' };
      const answer = await createSquad({ client, body });
      expect(answer.response?.status).toBe(400);
      expect(answer.error).toMatchObject({ errors: [{ path: 'body/ownerId' }] });
    });

    it('refuses two criteria of the same id', async () => {
      const { client } = await system.registered();
      const criterion = { id: 'attack', name: 'Attack', weight: 2 };
      const answer = await createSquad({ client, body: { name: 'Mine', criteria: [criterion, criterion] } });
      expect(answer.response?.status).toBe(422);
      expect(answer.error).toMatchObject({ errors: [{ path: 'body/criteria/1/id' }] });
      expect(reasonOf(answer)).toBe('duplicate-criteria');
    });

    it('refuses a ninth criterion', async () => {
      const { client } = await system.registered();
      const criteria = Array.from({ length: 9 }, (_, index) => ({ id: `c${index}`, name: 'C', weight: 1 }));
      const answer = await createSquad({ client, body: { name: 'Mine', criteria } });
      expect(answer.response?.status).toBe(400);
    });

    it('refuses a body over 64 kB and one that is not JSON', async () => {
      const { token } = await system.registered();
      const send = system.fetchAs(token);
      const headers = { 'content-type': 'application/json' };
      const large = await send('/squads', {
        method: 'POST',
        headers,
        body: JSON.stringify({ name: 'x'.repeat(70_000) }),
      });
      expect(large.status).toBe(413);
      const malformed = await send('/squads', { method: 'POST', headers, body: '{' });
      expect(malformed.status).toBe(400);
      const text = await send('/squads', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'name' });
      expect(text.status).toBe(415);
    });
  });
});
