import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPasswords } from '../src/adapters/credentials/passwords.ts';
import { secrets } from '../src/adapters/credentials/secrets.ts';
import { type Database, openDatabase } from '../src/adapters/postgres/database.ts';
import { inTransactionOn, storeOn } from '../src/adapters/postgres/store.ts';
import { attemptsInHand } from '../src/application/attempts-in-hand.ts';
import { changePassword } from '../src/application/change-password.ts';
import { createRecoveryLink } from '../src/application/create-recovery-link.ts';
import { openSession } from '../src/application/open-session.ts';
import type { Ports } from '../src/application/ports.ts';
import { updateMyAccount } from '../src/application/update-my-account.ts';
import { usersSettings } from '../src/config.ts';
import { newRegistered } from '../src/domain/account.ts';
import { type DatabaseForTests, emptyDatabase, engines, serverAt } from './engines.ts';
import { PASSWORD } from './users-under-test.ts';

const former = createPasswords({ PASSWORD_MEMORY_MIB: 19, PASSWORD_PASSES: 2 });
const current = createPasswords(usersSettings.parse({}));

describe.each(engines)('a hash that cost less than those of today, on %s', (engine) => {
  let server: DatabaseForTests;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let database: Database;
  let jobs: Promise<void>[];
  let meanwhile: () => Promise<void>;
  let ports: Ports;
  beforeAll(async () => {
    server = await emptyDatabase(engine);
    folder = await temporaryFolder();
    const logger = pino({ level: 'silent' });
    database = await openDatabase({ server: serverAt(server), path: folder.path, logger });
    ports = {
      store: storeOn(database.db),
      inTransaction: inTransactionOn(database.db),
      attempts: attemptsInHand(),
      passwords: {
        ...current,
        async matches(hash, password) {
          const right = await current.matches(hash, password);
          const first = meanwhile;
          meanwhile = nothing;
          await first();
          return right;
        },
      },
      secrets,
      accessTokens: { issue: async ({ id }) => ({ accessToken: `of ${id}`, expiresIn: 600 }) },
      mail: { sendPasswordReset: () => undefined },
      later: (_, job) => void jobs.push(job()),
      now: () => new Date(),
    };
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
    await folder.remove();
  });
  beforeEach(() => {
    jobs = [];
    meanwhile = nothing;
  });

  const nothing = async () => undefined;
  const here = { address: 'here' };
  const registered = async () => {
    const id = secrets.newId();
    const registration = { email: `${id}@example.org`, passwordHash: await former.hash(PASSWORD), displayName: 'Ana' };
    await ports.store.accounts.insert(newRegistered(id, registration));
    return { ...here, accountId: id, ...registration };
  };
  const open = (email: string, password = PASSWORD) => openSession(ports)({ email, password, ...here });
  const hashOf = async (id: string) => (await ports.store.accounts.find(id))?.passwordHash;

  test('is made anew at the next sign-in, once, and opens the account as before', async () => {
    const { accountId, email, passwordHash } = await registered();
    expect(await open(email)).toMatchObject({ account: { id: accountId } });
    await Promise.all(jobs);
    const anew = await hashOf(accountId);
    expect(passwordHash).toContain('$m=19456,t=2,p=1$');
    expect(anew).toContain('$m=65536,t=3,p=1$');
    expect(await open(email)).toMatchObject({ account: { id: accountId } });
    expect(jobs).toHaveLength(1);
    expect(await hashOf(accountId)).toBe(anew);
  });

  test('stays as it is after a wrong password', async () => {
    const { accountId, email, passwordHash } = await registered();
    expect(await open(email, 'wrong')).toMatchObject({ reason: 'wrong-credentials' });
    expect(jobs).toEqual([]);
    expect(await hashOf(accountId)).toBe(passwordHash);
  });

  test('does not come back over a password that was changed meanwhile', async () => {
    const { accountId, passwordHash } = await registered();
    const changed = await current.hash('padel-every-second-sunday');
    await ports.store.accounts.replacePasswordHash(accountId, passwordHash, changed);
    await ports.store.accounts.replacePasswordHash(accountId, passwordHash, await current.hash(PASSWORD));
    expect(await hashOf(accountId)).toBe(changed);
  });

  test.each<[string, (caller: Awaited<ReturnType<typeof registered>>) => Promise<unknown>, object]>([
    ['another sign-in', ({ email }) => open(email), { refreshToken: expect.any(String) }],
    [
      'a new e-mail address',
      (me) => updateMyAccount(ports)({ ...me, email: `new-${me.email}`, currentPassword: PASSWORD }),
      { kind: 'registered' },
    ],
    [
      'a new password',
      (me) => changePassword(ports)({ ...me, currentPassword: PASSWORD, newPassword: 'padel-every-second-sunday' }),
      { refreshToken: expect.any(String) },
    ],
    [
      'a recovery link',
      (me) => createRecoveryLink(ports)({ ...me, currentPassword: PASSWORD, lifetimeMinutes: 60 }),
      { token: expect.any(String) },
    ],
  ])('may be made anew while %s compares with it', async (_, use, answer) => {
    const me = await registered();
    meanwhile = async () => {
      await open(me.email);
      await Promise.all(jobs);
    };
    expect(await use(me)).toMatchObject(answer);
    expect(await hashOf(me.accountId)).toContain('$m=65536,t=3,p=1$');
  });
});
