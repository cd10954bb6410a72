import { expect, it, vi } from 'vitest';
import { playersOverHttps } from './players-service.ts';

it('asks once for who keeps knocking at a squad that is not his, and for each squad and caller', async () => {
  const fetch = vi.fn(async () => new Response('{}', { status: 404 }));
  const players = playersOverHttps({ origin: 'https://players', fetch });
  const caller = { accountId: 'Ana', token: 'token', address: '192.0.2.1' };
  for (const squadId of ['one', 'one', 'two', 'two']) expect(await players.tell(squadId, caller)).toBeUndefined();
  expect(await players.tell('one', { ...caller, accountId: 'Eva' })).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(3);
});
