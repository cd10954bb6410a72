// Fills a folder for each part of the system with the secrets that this part alone may read: certificates of one local
// authority, passwords, keys. What exists stays; certificates are renewed 30 days before their end.
// Usage: make-secrets.ts FOLDER. Runs as root, once, without a network, inside the image of a service.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localAuthority } from '../../packages/service-kit/src/tls/local-authority.ts';
import { localLeaf } from '../../packages/service-kit/src/tls/local-leaf.ts';

/** The user of our images, and of DynamoDB Local's. */
const USER = 1000;
const [folder = '/secrets'] = process.argv.slice(2);
const at = (...path: string[]) => join(folder, ...path);
const random = () => randomBytes(24).toString('base64url');

const now = new Date();
const authority = await localAuthority(at('authority'), now);
mkdirSync(at('authorities'), { recursive: true });
copyFileSync(authority.caFile, at('authorities', 'ca.pem'));
chmodSync(at('authorities', 'ca.pem'), 0o444);

const postgres = once(at('postgres', 'password'), random);
const redis = once(at('redis', 'password'), random);
const rabbitmq = once(at('authority', 'rabbitmq-password'), random);
once(
  at('redis', 'redis.conf'),
  () => `requirepass ${redis}\nsave ""\nappendonly no\nmaxmemory 128mb\nmaxmemory-policy allkeys-lru\n`,
);
once(
  at('rabbitmq', '20-besteam.conf'),
  () => `log.console = true\ndefault_user = besteam\ndefault_pass = ${rabbitmq}\n`,
);

const engines = `REDIS_URL=redis://:${redis}@redis:6379\nRABBITMQ_URL=amqp://besteam:${rabbitmq}@rabbitmq:5672\n`;
await service('users', () => `${engines}DATABASE_URL=postgres://besteam:${postgres}@postgres:5432/besteam\n`);
await service('players', () => `${engines}ID_SECRET=${random()}\n`);
await service('matches', () => `${engines}MATCHES_ID_SECRET=${random()}\n`);
const signingKeys = at('users', 'signing-keys.pem');
once(signingKeys, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
give(signingKeys);

mkdirSync(at('dynamodb-data'), { recursive: true });
chownSync(at('dynamodb-data'), USER, USER);

/** A service's folder: its certificate with its key, the authority, and the variables that are secret. */
async function service(name: string, variables: () => string): Promise<void> {
  mkdirSync(at(name), { recursive: true });
  await localLeaf(at(name), authority, { hosts: [name, 'localhost'], addresses: ['127.0.0.1'] }, now);
  copyFileSync(authority.caFile, at(name, 'ca.pem'));
  once(at(name, 'service.env'), variables);
  for (const file of ['leaf.pem', 'ca.pem', 'service.env']) give(at(name, file));
}

function give(file: string): void {
  chownSync(file, USER, USER);
  chmodSync(file, 0o400);
}

/** The file's text; written first where there is none. Engines read as users of their own, and nobody else has the volume. */
function once(file: string, text: () => string): string {
  mkdirSync(join(file, '..'), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text(), { mode: 0o444 });
  return readFileSync(file, 'utf8');
}
