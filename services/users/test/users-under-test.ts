import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { openGuestSession, registerAccount, type Session } from '@besteam/contracts/users';
import { type Client, createClient } from '@besteam/contracts/users/client';
import type { EventEnvelope, PlatformSettings } from '@besteam/service-kit';
import { newId } from '@besteam/service-kit';
import { type ServiceUnderTest, startService } from '@besteam/service-kit/testing';
import { createUsers, usersSettings } from '../src/index.ts';
import { type DatabaseForTests, type EngineName, emptyDatabase, PATIENCE_MS } from './engines.ts';

export const PASSWORD = 'five-a-side-on-thursdays';

/** The least that passwords may cost: most tests are about something else, and hash hundreds. */
const CHEAP = { PASSWORD_MEMORY_MIB: '19', PASSWORD_PASSES: '2' };

const PATIENT = { DATABASE_ANSWER_MS: String(PATIENCE_MS) };

export interface SignedIn {
  session: Session;
  token: string;
  accountId: string;
  /** The Cookie header of this device. */
  cookie: string;
}

export interface UsersUnderTest extends ServiceUnderTest {
  dataDir: string;
  clientOf(token?: string): Client;
  /** Moves the clock of everything that expires. */
  letPass(milliseconds: number): void;
  register(overrides?: { email?: string; displayName?: string }): Promise<SignedIn & { email: string }>;
  guest(displayName?: string): Promise<SignedIn>;
  /** Events of the type that were published, by the id of whom they tell; waits until there are `count`. */
  heard(type: string, subject: string, count?: number): Promise<EventEnvelope[]>;
}

export interface UsersUnderTestOptions {
  settings?: Record<string, string>;
  platform?: Partial<PlatformSettings>;
  /** A database that the test made, and removes, itself. */
  database?: DatabaseForTests;
  /** That clock moves by `letPass` alone: where a second decides, and the machine is busy. */
  clockStands?: boolean;
}

/** The users service over HTTPS on the named engine, with a clock that can be moved. */
export async function startUsers(
  engine: EngineName,
  { settings = {}, platform = {}, database: given, clockStands = false }: UsersUnderTestOptions = {},
): Promise<UsersUnderTest> {
  const database = given ?? (await emptyDatabase(engine));
  let ahead = 0;
  const stoppedAt = Date.now();
  const now = () => new Date((clockStands ? stoppedAt : Date.now()) + ahead);
  const system = await startService({
    eventSchemas,
    ownTokens: true,
    settings: platform,
    create: (on) =>
      createUsers(
        usersSettings.parse({ ...CHEAP, ...PATIENT, ...(database.url && { DATABASE_URL: database.url }), ...settings }),
        on,
        now,
      ),
  });
  const events = await recordEvents(system);
  const clientOf = (token?: string) =>
    createClient({ baseUrl: system.origin + system.service.prefix, fetch: system.fetchAs(token) });
  return {
    ...system,
    dataDir: system.platform.settings.DATA_DIR,
    clientOf,
    letPass: (milliseconds) => {
      ahead += milliseconds;
    },
    async register({ email = `${newId()}@example.org`, displayName = 'Ana' } = {}) {
      const body = { email, password: PASSWORD, displayName };
      return { ...signedIn(await registerAccount({ client: clientOf(), body })), email };
    },
    async guest(displayName) {
      const body = displayName === undefined ? {} : { displayName };
      return signedIn(await openGuestSession({ client: clientOf(), body }));
    },
    heard: events,
    async close() {
      await system.close();
      if (!given) await database.remove();
    },
  };
}

/** What an answer with a session leaves on a device; throws when it was a refusal. */
export function signedIn({ data, error, response }: SessionAnswer): SignedIn {
  if (!data || !response) throw new Error(`no session was opened: ${JSON.stringify(error)}`);
  return { session: data, token: data.accessToken, accountId: data.account.id, cookie: cookieOf(response) };
}

export interface SessionAnswer {
  data?: Session | undefined;
  error?: unknown;
  response?: Response | undefined;
}

/** The refresh cookie that an answer sets, as a browser would send it back. */
export function cookieOf(response: Response | undefined): string {
  const [pair = ''] = response?.headers.getSetCookie().map((line) => line.split(';')[0]) ?? [];
  return pair;
}

async function recordEvents({ platform }: ServiceUnderTest): Promise<UsersUnderTest['heard']> {
  const heard: EventEnvelope[] = [];
  let arrived = Promise.withResolvers<void>();
  await platform.bus.consume({
    queue: 'test.accounts',
    types: ['besteam.account.changed.v1', 'besteam.account.deleted.v1', 'besteam.account.merged.v1'],
    durable: false,
    async handle(event) {
      heard.push(event);
      arrived.resolve();
      arrived = Promise.withResolvers();
    },
  });
  return async (type, subject, count = 1) => {
    for (;;) {
      const found = heard.filter((event) => event.type === type && event.subject === subject);
      if (found.length >= count) return found;
      await arrived.promise;
    }
  };
}
