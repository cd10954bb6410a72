import { join } from 'node:path';
import contract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { type Platform, type Service, startRelay } from '@besteam/service-kit';
import { createBackground } from './adapters/background.ts';
import { createAccessTokens } from './adapters/credentials/access-tokens.ts';
import { openKeys } from './adapters/credentials/open-keys.ts';
import { createOwnTokenVerifier } from './adapters/credentials/own-tokens.ts';
import { createPasswords } from './adapters/credentials/passwords.ts';
import { secrets } from './adapters/credentials/secrets.ts';
import { accountHandlers } from './adapters/http/accounts.ts';
import { guessing } from './adapters/http/guessing.ts';
import { keyHandlers } from './adapters/http/keys.ts';
import { ownOrigin } from './adapters/http/own-origin.ts';
import { recoveryHandlers } from './adapters/http/recovery.ts';
import { sessionHandlers } from './adapters/http/sessions.ts';
import { createMail, folderPost, forgetOldLetters, smtpPost } from './adapters/mail/mail.ts';
import { openDatabase } from './adapters/postgres/database.ts';
import { OUTBOX_CHANNEL, relayedOutbox } from './adapters/postgres/outbox.ts';
import { inTransactionOn, storeOn } from './adapters/postgres/store.ts';
import { attemptsInHand } from './application/attempts-in-hand.ts';
import type { Ports } from './application/ports.ts';
import { sweepExpired } from './application/sweep-expired.ts';
import { serverOf, type UsersSettings } from './config.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Composes the users service. `now` is the clock of everything that expires. */
export async function createUsers(
  settings: UsersSettings,
  platform: Platform,
  now: () => Date = () => new Date(),
): Promise<Service> {
  const { logger, bus } = platform;
  const { DATA_DIR, TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = platform.settings;
  const folder = join(DATA_DIR, 'users');

  const keys = await openKeys({ mounted: settings.SIGNING_KEYS_FILE, folder, now });
  const database = await openDatabase({ server: serverOf(settings), path: join(folder, 'postgres'), logger });
  const background = createBackground(logger);
  const letters = join(DATA_DIR, 'outbox');
  const post = settings.SMTP_URL ? smtpPost(settings.SMTP_URL) : folderPost(letters, logger);
  const publicUrl = settings.PUBLIC_URL ?? `https://localhost:${platform.settings.PORT}`;
  const ports: Ports = {
    store: storeOn(database.db),
    inTransaction: inTransactionOn(database.db),
    attempts: attemptsInHand(),
    passwords: createPasswords(settings),
    secrets,
    accessTokens: createAccessTokens(keys, { issuer, audience, now }),
    mail: createMail(post, background, { from: settings.MAIL_FROM, publicUrl }),
    later: background.run,
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
      ...recoveryHandlers(ports, checkOrigin, background),
      ...keyHandlers(keys.published),
    },
    guessing,
    dependencies: { database: database.ping },
    async start() {
      const relay = startRelay({ outbox: relayedOutbox(database.db), bus, logger, metrics: platform.metrics });
      ending.push(await database.listen(OUTBOX_CHANNEL, relay.wake), relay.stop);
      background.every(MINUTE_MS, 'look after the signing keys', keys.refresh);
      background.every(60 * MINUTE_MS, 'forget what has expired', sweepExpired(ports));
      background.every(60 * MINUTE_MS, 'delete old letters', () => forgetOldLetters(letters, now()));
      // A start has no time for what a stop has done.
      background.every(DAY_MS, 'let go of what was deleted', database.letGo, { atOnce: false });
    },
    async stop() {
      await background.end();
      for (const end of ending) await end();
      await database.letGo().catch((error) => logger.warn({ err: error }, 'what was deleted is in the files still'));
      await database.close();
    },
  };
}
