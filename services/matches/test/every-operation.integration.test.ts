import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import contract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { plainRequests, refusedRequests, type ServiceUnderTest, startService } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMatches, matchesSettings } from '../src/index.ts';

const start = (settings: object) =>
  startService({ create: (platform) => createMatches(matchesSettings.parse({}), platform), eventSchemas, settings });

describe('every operation', () => {
  let system: ServiceUnderTest;
  let token: string;
  beforeAll(async () => {
    system = await start({ RATE_LIMIT_ADDRESS: 1_000_000, RATE_LIMIT_ACCOUNT: 1_000_000 });
    token = (await system.mint.account('registered')).token;
  });
  afterAll(() => system.close());

  it.each(refusedRequests(contract))('$operationId refuses $fault', async ({ path, init, signedIn, ...expected }) => {
    const answer = await system.fetchAs(signedIn ? token : undefined)(path, init);
    expect(answer.status).toBe(expected.status);
    expect(await answer.json()).toMatchObject({
      type: expect.stringMatching(new RegExp(`/${expected.slug}$`)),
      ...(expected.field && { errors: [{ path: expected.field }] }),
    });
  });
});

describe('every operation, beyond the limit of requests', () => {
  let system: ServiceUnderTest;
  beforeAll(async () => {
    system = await start({ RATE_LIMIT_ADDRESS: 1 });
    await system.fetchAs()('/squads/3q2-7wAAAAAAAAAAAAAAAA/scores');
  });
  afterAll(() => system.close());

  it.each(plainRequests(contract))('$operationId says when to come back', async ({ path, init }) => {
    const answer = await system.fetchAs()(path, init);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
