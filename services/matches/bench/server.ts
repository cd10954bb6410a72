import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createServer, newEvent, openDynamoDb } from '@besteam/service-kit';
import { startService } from '@besteam/service-kit/testing';
import { Registry } from 'prom-client';
import { matchesTable } from '../src/adapters/dynamodb/tables.ts';
import { createMatches, matchesSettings } from '../src/index.ts';
import { sketchSquad } from '../test/squads.ts';
import { startBareServer } from './bare-server.ts';
import { percentile } from './measure.ts';

/** Two replicas of the service on one bus, and the bare server, in one process; the parent asks and ends it. */
const endpoint = process.env['DYNAMODB_ENDPOINT'] ?? '';
const settings = matchesSettings.parse({ DYNAMODB_ENDPOINT: endpoint });
const unlimited = { RATE_LIMIT_ADDRESS: 1_000_000_000, RATE_LIMIT_ACCOUNT: 1_000_000_000 };
const one = await startService({
  create: (platform) => createMatches(settings, platform),
  eventSchemas,
  settings: unlimited,
});
const platform = { ...one.platform, metrics: new Registry() };
const two = await createMatches(settings, platform);
const second = await createServer({ services: [two], platform });
await second.listen({ host: '127.0.0.1', port: 0 });
await two.start();
const plain = await openDynamoDb({
  endpoint,
  path: join(platform.settings.DATA_DIR, 'unused'),
  tables: [
    {
      ...matchesTable('bare'),
      LocalSecondaryIndexes: undefined,
      GlobalSecondaryIndexes: undefined,
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
    },
  ],
  logger: platform.logger,
});
const bare = await startBareServer(platform, plain, 'bare');

const squad = sketchSquad({ players: 22, members: 22 });
await platform.bus.publish(newEvent({ type: 'besteam.squad.changed.v1', source: 'bench', data: squad }));
while ((await platform.bus.depth())['matches.squads']?.ready) await new Promise((resolve) => setTimeout(resolve, 20));
const members = await Promise.all(
  squad.members.map(async ({ accountId, playerId }) => {
    const { token } = await one.mint.account('guest', { accountId, lifetimeSeconds: 3600 });
    return { accountId, playerId, token };
  }),
);
const origins = {
  one: one.origin,
  two: `https://localhost:${(second.server.address() as AddressInfo).port}`,
  bare: bare.origin,
};
process.send?.({ origins, ca: platform.tls.ca, squad, members });

const delay = monitorEventLoopDelay({ resolution: 1 });
/** How long this thread was at work, in processor time, since the tick before: nobody's turn can be later than that. */
const own: number[] = [];
let ticking: NodeJS.Timeout | undefined;
const busyMs = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
process.on('message', async (ask) => {
  if (ask === 'delay-start') {
    delay.reset();
    own.length = 0;
    let before = busyMs();
    ticking = setInterval(() => {
      const now = busyMs();
      own.push(now - before);
      before = now;
    }, 1);
    return void delay.enable();
  }
  if (ask === 'delay-end') {
    delay.disable();
    clearInterval(ticking);
    return void process.send?.({ clock: delay.percentile(99) / 1e6, own: percentile(own, 0.99) });
  }
  if (ask === 'memory') {
    globalThis.gc?.();
    process.send?.({ memory: process.memoryUsage().rss });
    return;
  }
  await bare.close();
  await plain.close();
  await second.close();
  await two.stop();
  await one.close();
  process.disconnect();
});
