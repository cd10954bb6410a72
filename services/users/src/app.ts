import { join } from 'node:path';
import contract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { type Platform, type Service, startRelay } from '@besteam/service-kit';
import { createAccessTokens } from './adapters/credentials/access-tokens.ts';
import { generatedKeys } from './adapters/credentials/generated-keys.ts';
import { mountedKeys } from './adapters/credentials/mounted-keys.ts';
import { createOwnTokenVerifier } from './adapters/credentials/own-tokens.ts';
import { createPasswords } from './adapters/credentials/passwords.ts';
import { secrets } from './adapters/credentials/secrets.ts';
import { accountHandlers } from './adapters/http/accounts.ts';
import { guessing } from './adapters/http/guessing.ts';
import { keyHandlers } from './adapters/http/keys.ts';
import { ownOrigin } from './adapters/http/own-origin.ts';
import { sessionHandlers } from './adapters/http/sessions.ts';
import { openDatabase } from './adapters/postgres/database.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { OUTBOX_CHANNEL, relayedOutbox } from './adapters/postgres/outbox.ts';
import { inTransactionOn, storeOn } from './adapters/postgres/store.ts';
import type { Ports } from './application/ports.ts';
import type { UsersSettings } from './config.ts';

/** Composes the users service. `now` is the clock of everything that expires. */
export async function createUsers(
  settings: UsersSettings,
  platform: Platform,
  now: () => Date = () => new Date(),
): Promise<Service> {
  const { logger, bus } = platform;
  const { DATA_DIR, TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = platform.settings;
  const folder = join(DATA_DIR, 'users');

  const keys = settings.SIGNING_KEYS_FILE
    ? await mountedKeys(settings.SIGNING_KEYS_FILE)
    : await generatedKeys(join(folder, 'signing-keys.json'), now);
  const database = await openDatabase({ url: settings.DATABASE_URL, path: join(folder, 'postgres'), logger });
  await migrate(database.db);

  const ports: Ports = {
    store: storeOn(database.db),
    inTransaction: inTransactionOn(database.db),
    passwords: await createPasswords(),
    secrets,
    accessTokens: createAccessTokens(keys, { issuer, audience, now }),
    now,
  };
  const checkOrigin = ownOrigin(settings.ALLOWED_ORIGINS);
  const ending: (() => Promise<void>)[] = [];

  return {
    name: 'users',
    prefix: '/api/users/v1',
    contract,
    tokens: createOwnTokenVerifier(keys, { issuer, audience }),
    handlers: {
      ...accountHandlers(ports, checkOrigin),
      ...sessionHandlers(ports, checkOrigin),
      ...keyHandlers(keys.published),
    },
    guessing,
    dependencies: { database: database.ping },
    async start() {
      const relay = startRelay({ outbox: relayedOutbox(database.db), bus, logger });
      ending.push(await database.listen(OUTBOX_CHANNEL, relay.wake), relay.stop);
    },
    async stop() {
      for (const end of ending) await end();
      await database.close();
    },
  };
}
