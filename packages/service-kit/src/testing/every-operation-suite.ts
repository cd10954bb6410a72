import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../http/contract.ts';
import type { PlatformSettings } from '../platform-settings.ts';
import { plainRequests, refusedRequests } from './refused-requests.ts';
import type { ServiceUnderTest } from './start-service.ts';

export interface EveryOperation<S extends ServiceUnderTest> {
  contract: OpenApiDocument;
  start(settings: Partial<PlatformSettings>): Promise<S>;
  /** The token of somebody who may call every operation. */
  tokenFrom(system: S): Promise<string>;
}

/** What every operation of a contract refuses, whatever it does; a new operation is covered at once. */
export function describeEveryOperation<S extends ServiceUnderTest>(service: EveryOperation<S>): void {
  const { contract, start, tokenFrom } = service;

  describe('every operation', () => {
    let system: S;
    let token: string;
    beforeAll(async () => {
      system = await start({ RATE_LIMIT_ADDRESS: 1_000_000, RATE_LIMIT_ACCOUNT: 1_000_000 });
      token = await tokenFrom(system);
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
    let system: S;
    beforeAll(async () => {
      system = await start({ RATE_LIMIT_ADDRESS: 1 });
    });
    afterAll(() => system.close());

    it.each(plainRequests(contract))('$operationId says when to come back', async ({ path, init }) => {
      const ask = () => system.fetchAs()(path, init);
      // The first of a minute passes; on a slow machine these take several.
      const answers = [await ask(), await ask()];
      const refused = answers.find(({ status }) => status === 429);
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    });
  });
}
