import contract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { plainRequests, refusedRequests } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startUsers, type UsersUnderTest } from './users-under-test.ts';

describe('every operation', () => {
  let users: UsersUnderTest;
  let token: string;
  beforeAll(async () => {
    users = await startUsers('PGlite', { platform: { RATE_LIMIT_ADDRESS: 1_000_000, RATE_LIMIT_ACCOUNT: 1_000_000 } });
    token = (await users.register()).token;
  });
  afterAll(() => users.close());

  it.each(refusedRequests(contract))('$operationId refuses $fault', async ({ path, init, signedIn, ...expected }) => {
    const answer = await users.fetchAs(signedIn ? token : undefined)(path, init);
    expect(answer.status).toBe(expected.status);
    expect(await answer.json()).toMatchObject({
      type: expect.stringMatching(new RegExp(`/${expected.slug}$`)),
      ...(expected.field && { errors: [{ path: expected.field }] }),
    });
  });
});

describe('every operation, beyond the limit of requests', () => {
  let users: UsersUnderTest;
  beforeAll(async () => {
    users = await startUsers('PGlite', { platform: { RATE_LIMIT_ADDRESS: 1 } });
    await users.fetchAs()('/.well-known/jwks.json');
  });
  afterAll(() => users.close());

  it.each(plainRequests(contract))('$operationId says when to come back', async ({ path, init }) => {
    const answer = await users.fetchAs()(path, init);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
