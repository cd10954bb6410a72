import { expect, test } from 'vitest';
import { HttpProblem } from '../src/index.ts';
import { type ServiceUnderTest, startService } from '../src/testing/index.ts';
import { createExample } from './example-service.ts';

async function withService(settings: object, use: (system: ServiceUnderTest) => Promise<void>): Promise<void> {
  const system = await startService({ create: createExample, eventSchemas: {}, settings });
  try {
    await use(system);
  } finally {
    await system.close();
  }
}

test('an account over its limit is 429 while another behind the same address is served', async () => {
  await withService({ RATE_LIMIT_ACCOUNT: 3 }, async (system) => {
    const [busy, calm] = [await system.mint.account('guest'), await system.mint.account('guest')];
    for (let n = 0; n < 3; n++) expect((await system.fetchAs(busy.token)('/things')).status).toBe(200);
    expect((await system.fetchAs(busy.token)('/things')).status).toBe(429);
    expect((await system.fetchAs(calm.token)('/things')).status).toBe(200);
  });
});

test('an address cannot dodge its limit by naming another in X-Forwarded-For', async () => {
  await withService({ RATE_LIMIT_ADDRESS: 2 }, async (system) => {
    const ask = (n: number) => system.fetchAs()('/secrets/sesame', { headers: { 'x-forwarded-for': `10.0.0.${n}` } });
    expect([(await ask(1)).status, (await ask(2)).status, (await ask(3)).status]).toEqual([200, 200, 429]);
  });
});

test('a trusted proxy says whose request it is', async () => {
  await withService({ RATE_LIMIT_ADDRESS: 1, TRUSTED_PROXIES: '127.0.0.1' }, async (system) => {
    const ask = (n: number) => system.fetchAs()('/secrets/sesame', { headers: { 'x-forwarded-for': `10.0.0.${n}` } });
    expect([(await ask(1)).status, (await ask(2)).status, (await ask(1)).status]).toEqual([200, 200, 429]);
  });
});

test('a network of IPv6 has one limit, whichever of its addresses asks', async () => {
  await withService({ RATE_LIMIT_ADDRESS: 1, TRUSTED_PROXIES: '127.0.0.1' }, async (system) => {
    const ask = (from: string) => system.fetchAs()('/secrets/sesame', { headers: { 'x-forwarded-for': from } });
    expect((await ask('2001:db8:0:1::1')).status).toBe(200);
    expect((await ask('2001:db8:0:1:9::2')).status).toBe(429);
    expect((await ask('2001:db8:0:2::1')).status).toBe(200);
  });
});

test('a wrong guess counts, also when nobody waits for its answer', async () => {
  const entered: (() => void)[] = [];
  const guess = async () => {
    await new Promise<void>((proceed) => entered.push(proceed));
    throw new HttpProblem({ status: 404, slug: 'not-found', title: 'Wrong' });
  };
  const system = await startService({
    eventSchemas: {},
    create: async (platform) => {
      const service = await createExample(platform);
      return { ...service, handlers: { ...service.handlers, guessSecret: guess } };
    },
  });
  const ask = (signal?: AbortSignal) => system.fetchAs()('/secrets/barley', signal ? { signal } : {});
  for (let n = 1; n <= 3; n++) {
    const impatient = new AbortController();
    const left = expect(ask(impatient.signal)).rejects.toThrow();
    await expect.poll(() => entered.length).toBe(n);
    impatient.abort();
    await left;
    entered[n - 1]?.();
  }
  const refused = await ask();
  expect(refused.status).toBe(429);
  // Until the guesses are forgotten: not because some are still in hand.
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(30);
  await system.close();
});

test('a request in hand is answered while the server closes', async () => {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const system = await startService({
    eventSchemas: {},
    create: async (platform) => {
      const service = await createExample(platform);
      const slow = async () => {
        enter();
        await released;
        return { open: true };
      };
      return { ...service, handlers: { ...service.handlers, guessSecret: slow } };
    },
  });
  const answer = system.fetchAs()('/secrets/sesame');
  await entered;
  const closed = system.close();
  release();
  expect((await answer).status).toBe(200);
  await closed;
});
