import type { FastifyInstance } from 'fastify';

const CHECK_MS = 1000;

/** By name, how to ask whether it answers. */
export type Checks = Record<string, () => Promise<void>>;

/**
 * `/health/live`: the process answers. `/health/ready`: names each dependency's state; 503 when one of the essential
 * ones does not answer within a second. The others being away makes answers slower or later, but right.
 */
export function health(instance: FastifyInstance, essential: Checks, dispensable: Checks): void {
  instance.get('/health/live', async () => ({ status: 'live' }));
  instance.get('/health/ready', async (_request, reply) => {
    const states = await Promise.all(
      Object.entries({ ...dispensable, ...essential }).map(
        async ([name, check]) => [name, await stateOf(check)] as const,
      ),
    );
    const ready = states.every(([name, state]) => state === 'up' || !(name in essential));
    reply.code(ready ? 200 : 503).header('cache-control', 'no-store');
    return { status: ready ? 'ready' : 'not-ready', dependencies: Object.fromEntries(states) };
  });
}

async function stateOf(check: () => Promise<void>): Promise<'up' | 'down'> {
  const late = AbortSignal.timeout(CHECK_MS);
  const timeout = new Promise<'down'>((resolve) =>
    late.addEventListener('abort', () => resolve('down'), { once: true }),
  );
  return Promise.race([
    check().then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    timeout,
  ]);
}
