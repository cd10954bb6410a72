import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { startServices } from '../../standalone/src/services.ts';
import { startEngines } from '../../standalone/test/engines.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { cuttable } from './cuttable.ts';
import type { Broken } from './faults.ts';

const REPLICAS = 2;

const NAMES = {
  DATABASE_URL: { name: 'PostgreSQL', cost: 'refusals' },
  DYNAMODB_ENDPOINT: { name: 'DynamoDB', cost: 'refusals' },
  REDIS_URL: { name: 'Redis', cost: 'nothing' },
  RABBITMQ_URL: { name: 'RabbitMQ', cost: 'nothing' },
} as const;

/** Two replicas of each service behind the edge, on real engines whose connections can be cut. */
export async function startSystem() {
  const folder = await temporaryFolder();
  const engines = await startEngines();
  const proxies = await Promise.all(
    Object.entries(engines.env).map(async ([variable, url]) => [variable, await cuttable(url)] as const),
  );
  const keys = join(folder.path, 'signing-keys.pem');
  const { privateKey } = generateKeyPairSync('ed25519');
  await writeFile(keys, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  const env = {
    ...process.env,
    ...Object.fromEntries(proxies.map(([variable, { url }]) => [variable, url])),
    DATA_DIR: folder.path,
    PORT: '0',
    HOST: 'localhost',
    SIGNING_KEYS_FILE: keys,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
    RATE_LIMIT_ADDRESS: '1000000',
    RATE_LIMIT_ACCOUNT: '1000000',
  };
  const services = await startServices(env, { replicas: REPLICAS });
  const { fetch, close } = trustingFetch(services.caFile ?? '');
  const parts: Broken['engines'] = proxies.map(([variable, proxy]) => {
    const kind = variable as keyof typeof NAMES;
    return { ...NAMES[kind], server: engines.servers[kind], proxy };
  });
  return {
    origin: services.origin,
    fetch,
    services,
    engines: parts,
    async ready(origin: string) {
      const isReady = () =>
        fetch(`${origin}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      while (!(await isReady())) await after(100);
    },
    async close() {
      await services.close();
      await close();
      for (const [, proxy] of proxies) proxy.close();
      await engines.remove();
      await folder.remove();
    },
  };
}
