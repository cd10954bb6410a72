import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches({}, { TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(() => system.close());

it('asks the players service for the address of who asks, so that its limits count people and not this service', async () => {
  const caller = await system.caller();
  for (const address of ['192.0.2.1', '2001:db8::7']) {
    const headers = { 'x-forwarded-for': address };
    const answer = await caller.send('GET', `/squads/${newId()}/scores`, undefined, headers);
    expect(answer.status).toBe(404);
  }
  expect([...system.players.askedFor]).toEqual(['192.0.2.1', '2001:db8::7']);
});

it('is closed to who was removed from the squad as it is to strangers', async () => {
  const caller = await system.caller();
  system.players.removed.add(caller.accountId);
  expect((await caller.send('GET', `/squads/${newId()}/scores`)).status).toBe(404);
});
