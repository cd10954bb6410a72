import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createPlatform, platformSettings, serve } from '@besteam/service-kit';
import { verify } from '@node-rs/argon2';
import { fastify } from 'fastify';
import { boundedQueue } from '../src/adapters/credentials/bounded-queue.ts';
import { createPasswords } from '../src/adapters/credentials/passwords.ts';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { storeOn } from '../src/adapters/postgres/store.ts';
import { serverOf } from '../src/config.ts';
import { createUsers, usersSettings } from '../src/index.ts';

/**
 * The measured process: the service, and beside it what it is compared with. The parent asks by messages how many bare
 * argon2id verifications fit in a time, and how much of the processor it has used.
 */
const { DATA_DIR = '' } = process.env;
const DATABASE_URL = process.env['DATABASE_URL'] || undefined;
const settings = platformSettings.parse({
  DATA_DIR,
  HOST: '127.0.0.1',
  PORT: 0,
  LOG_LEVEL: 'error',
  RATE_LIMIT_ADDRESS: 1e9,
  RATE_LIMIT_ACCOUNT: 1e9,
});
const platform = await createPlatform(settings, { name: 'bench', eventSchemas });
const users = await createUsers(usersSettings.parse(DATABASE_URL ? { DATABASE_URL } : {}), platform);
const running = await serve([users], platform);

const passwords = createPasswords(usersSettings.parse({}));
const hash = await passwords.hash('five-a-side-on-thursdays');
const oneOfFew = boundedQueue({ atOnce: availableParallelism(), mostWaiting: 1000 });

/** The same query, and a verification alone, over HTTPS without anything around it; on PGlite, which one process owns, of another database. */
const database = await openDatabase({
  server: serverOf({ DATABASE_URL }),
  path: join(DATA_DIR, 'bare'),
  logger: platform.logger,
});
const accounts = storeOn(database.db).accounts;
const bare = fastify({ https: { cert: platform.tls.cert, key: platform.tls.key } });
bare.get<{ Params: { id: string } }>('/accounts/:id', async ({ params }) => accounts.find(params.id));
bare.post<{ Body: Parameters<typeof accounts.insert>[0] }>('/accounts', async ({ body }) => accounts.insert(body));
bare.post<{ Body: { password: string } }>('/verifications', async ({ body }, reply) => {
  const right = await oneOfFew(() => verify(hash, body.password));
  return reply.code(right ? 200 : 401).send({ right });
});
const bareOrigin = (await bare.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');

type Question = { ask: 'argon2'; atOnce: number; milliseconds: number } | { ask: 'cpu' } | { ask: 'end' };

process.on('message', async (question: Question) => {
  if (question.ask === 'argon2') process.send?.({ done: await bareVerifications(question) });
  else if (question.ask === 'cpu') process.send?.(cpu());
  else await end();
});
process.send?.({ origin: running.origin, bareOrigin, ca: platform.tls.ca });

async function bareVerifications({ atOnce, milliseconds }: { atOnce: number; milliseconds: number }): Promise<number> {
  const until = performance.now() + milliseconds;
  let done = 0;
  const one = async () => {
    while (performance.now() < until) {
      await verify(hash, 'five-a-side-on-thursdays');
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return done;
}

function cpu() {
  const { user, system } = process.cpuUsage();
  const own = process.threadCpuUsage();
  const main = own.user + own.system;
  return { main: main / 1000, others: (user + system - main) / 1000 };
}

async function end(): Promise<void> {
  await bare.close();
  await database.close();
  await running.close();
  process.disconnect();
}
