import { addPlayers, createSquad, getSquad } from '@besteam/contracts/players';
import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import { describe, expect, it, vi } from 'vitest';
import { aSquad, startPlayers } from './players-system.ts';

const local = dynamodbLocal();
/** One that the environment gives is not ours to stop. */
const ours = process.env['DYNAMODB_ENDPOINT'] === undefined;

describe.skipIf(local.skipped || !ours)(`without its store, ${local.title}`, () => {
  it('answers 503 within two seconds, whether it hangs or is gone, says so, and goes on by itself when it is back', {
    timeout: 90_000,
  }, async () => {
    const server = await local.start();
    const system = await startPlayers({ DYNAMODB_ENDPOINT: server.url, SQUAD_CACHE_MS: 1 });
    try {
      const ana = await system.registered();
      const squad = await aSquad(ana, 'Leo');
      const ready = async () => (await system.fetchAs()(`${system.origin}/health/ready`)).status;
      expect(await ready()).toBe(200);
      const everyCallerHearsSoon = async () => {
        for (const ask of [
          () => createSquad({ client: ana.client, body: { name: 'New' } }),
          () => getSquad({ client: ana.client, path: { squadId: squad.id } }),
          () => addPlayers({ client: ana.client, path: { squadId: squad.id }, body: { players: [{ name: 'Bea' }] } }),
        ]) {
          const asked = performance.now();
          const { response } = await ask();
          expect(response?.status).toBe(503);
          expect(Number(response?.headers.get('retry-after'))).toBeGreaterThan(0);
          expect(performance.now() - asked).toBeLessThan(2000);
        }
        expect(await ready()).toBe(503);
      };
      await server.signal('SIGSTOP');
      await everyCallerHearsSoon();
      await server.signal('SIGCONT');
      await vi.waitFor(async () => expect(await ready()).toBe(200), { timeout: 20_000, interval: 100 });
      await server.signal('SIGKILL');
      await everyCallerHearsSoon();
      await server.start();
      await vi.waitFor(
        async () => {
          const { data } = await getSquad({ client: ana.client, path: { squadId: squad.id } });
          expect(data?.players[0]).toMatchObject({ name: 'Leo' });
        },
        { timeout: 20_000, interval: 100 },
      );
    } finally {
      await system.close();
      await server.remove();
    }
  });
});
