import type { FastifyInstance } from 'fastify';

const CHECK_MS = 1000;

/**
 * `/health/live`: the process answers. `/health/ready`: every dependency answers within a second; otherwise 503 that
 * names each one's state.
 */
export function health(instance: FastifyInstance, dependencies: Record<string, () => Promise<void>>): void {
  instance.get('/health/live', async () => ({ status: 'live' }));
  instance.get('/health/ready', async (_request, reply) => {
    const states = await Promise.all(
      Object.entries(dependencies).map(async ([name, check]) => [name, await stateOf(check)] as const),
    );
    const ready = states.every(([, state]) => state === 'up');
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
