// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const guest = { id: 'g1', kind: 'guest', displayName: '' };
const opened = (account: object) => Response.json({ accessToken: 'token', expiresIn: 600, account });
const problem = (status: number, kind: string) =>
  Response.json({ type: `https://besteam.example/problems/${kind}` }, { status });
const refused = () => problem(401, 'unauthorized');

let asked: string[];
/** What the cookie of this browser opens. */
let cookie: () => Response | Promise<Response>;
/** What is answered instead of a session. */
let refusals: Record<string, Response>;

beforeEach(() => {
  localStorage.clear();
  asked = [];
  refusals = {};
  cookie = refused;
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href), init);
    const path = new URL(request.url).pathname.replace('/api/users/v1', '');
    asked.push(`${request.method} ${path} ${request.headers.get('authorization') ?? ''}`.trim());
    if (path === '/sessions/refresh') return cookie();
    if (refusals[path]) return refusals[path];
    if (request.method === 'DELETE') return new Response(null, { status: 204 });
    return opened({ ...guest, id: path === '/guest-sessions' ? 'g2' : 'r1' });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
  localStorage.clear();
});

/** The app just opened: it knows nothing yet but what the device remembers. */
async function open() {
  vi.resetModules();
  const parts = [import('./session.svelte.ts'), import('./account.ts'), import('#lib/device/memory.ts')] as const;
  const [session, account, memory] = await Promise.all(parts);
  return { ...session, ...account, ...memory };
}

/** What the other tabs hear of what one does: each change of what is stored. */
async function heardOf(does: () => unknown): Promise<StorageEvent[]> {
  const before = { ...localStorage };
  await does();
  return [...new Set([...Object.keys(before), ...Object.keys(localStorage)])]
    .filter((key) => (before[key] ?? null) !== localStorage.getItem(key))
    .map((key) => {
      const change = { key, oldValue: before[key] ?? null, newValue: localStorage.getItem(key) };
      return new StorageEvent('storage', change);
    });
}

const as = (id: string, kind: 'guest' | 'registered' = 'registered') => ({
  accessToken: 'token',
  expiresIn: 600,
  account: { id, kind, displayName: '' },
});

/** One device with two tabs, both Ana's. */
async function twoTabs() {
  cookie = () => opened({ id: 'ana', kind: 'registered', displayName: 'Ana' });
  localStorage.setItem('besteam.theme', 'dark');
  const [here, there] = [await open(), await open()];
  here.acceptSession(as('ana'));
  await there.startSession();
  here.remember('squad.s', 'Thursday');
  return { here, there };
}

it('goes on as the guest whom the cookie knows, though the device has forgotten him', async () => {
  cookie = () => opened(guest);
  const app = await open();
  await app.beSomebody();
  expect(app.session.account?.id).toBe('g1');
  expect(asked).toEqual(['POST /sessions/refresh']);
});

it('opens a guest session for a stranger, whom it asks after once', async () => {
  const app = await open();
  await app.beSomebody();
  expect(app.session.account?.id).toBe('g2');
  expect(asked).toEqual(['POST /sessions/refresh', 'POST /guest-sessions']);
});

it('asks once for a session that this device remembers and that is over', async () => {
  localStorage.setItem('besteam.session', '"guest"');
  const app = await open();
  await app.beSomebody();
  expect(asked).toEqual(['POST /sessions/refresh', 'POST /guest-sessions']);
});

it('opens nothing new while it cannot ask', async () => {
  cookie = () => Promise.reject(new TypeError('Failed to fetch'));
  const app = await open();
  await expect(app.beSomebody()).rejects.toThrow(TypeError);
  expect(asked).toEqual(['POST /sessions/refresh']);
});

it('does not ask after a stranger who only looks', async () => {
  const app = await open();
  expect(await app.startSession()).toBe(false);
  expect(asked).toEqual([]);
});

it.each([
  ['registers', '/accounts'],
  ['signs in', '/sessions'],
])('lets a forgotten guest keep what he has when he %s', async (does, path) => {
  cookie = () => opened(guest);
  const { register, signIn } = await open();
  const credentials = { email: 'ana@example.org', password: 'five-a-side' };
  await (does === 'registers' ? register({ ...credentials, displayName: 'Ana' }) : signIn(credentials));
  expect(asked).toEqual(['POST /sessions/refresh', `POST ${path} Bearer token`]);
});

it('signs in who registers once more, having lost the first answer', async () => {
  refusals = { '/accounts': problem(409, 'email-taken') };
  const { register, session } = await open();
  await register({ email: 'ana@example.org', password: 'five-a-side', displayName: 'Ana' });
  expect(session.account?.id).toBe('r1');
  expect(asked.slice(1)).toEqual(['POST /accounts', 'POST /sessions']);
});

it.each([
  ['that the address is taken', 401, 'wrong-credentials', 'email-taken'],
  ['to try again', 503, 'unavailable', 'unavailable'],
])('tells who registers with another’s address %s', async (_, status, answer, told) => {
  refusals = { '/accounts': problem(409, 'email-taken'), '/sessions': problem(status, answer) };
  const { register, session } = await open();
  const registering = register({ email: 'ana@example.org', password: 'five-a-side', displayName: 'Ana' });
  await expect(registering).rejects.toMatchObject({ kind: told });
  expect(session.account).toBeUndefined();
});

it.each(['signOut', 'deleteMe'] as const)('leaves nothing on the device after %s, in no tab', async (goes) => {
  const { here, there } = await twoTabs();
  const heard = await heardOf(() => here[goes]());
  here.remember('squads', ['an answer that was on its way']);
  expect(Object.keys(localStorage)).toEqual(['besteam.theme']);
  there.remember('squad.s', 'Thursday, as the other tab saw it');
  expect(heard.map((event) => there.leftElsewhere(event))).toContain(true);
  there.remember('matches.s', ['an answer that was on its way']);
  expect(there.session.account).toBeUndefined();
  expect(Object.keys(localStorage)).toEqual(['besteam.theme']);
});

it('leaves nothing in a tab when all that is stored is cleared', async () => {
  const { there } = await twoTabs();
  localStorage.clear();
  there.remember('squad.s', 'Thursday');
  expect(there.leftElsewhere(new StorageEvent('storage', { key: null }))).toBe(true);
  expect(there.session.account).toBeUndefined();
  expect(localStorage.length).toBe(0);
});

it('stays when another tab remembers something, finds its session over, or registers its guest', async () => {
  const { here, there } = await twoTabs();
  const heard = await heardOf(async () => {
    here.remember('squad.s', 'Friday');
    cookie = refused;
    await (await open()).startSession();
  });
  expect(here.recall('session')).toBeUndefined();
  const registered = await heardOf(() => here.acceptSession(as('ana', 'guest')));
  expect([...heard, ...registered].map((event) => there.leftElsewhere(event))).not.toContain(true);
  expect(there.session.account?.id).toBe('ana');
});

it('leaves a stranger where he is when he joins in another tab', async () => {
  const [here, there] = [await open(), await open()];
  await there.startSession();
  const heard = await heardOf(() => here.beSomebody());
  expect(heard.length).toBeGreaterThan(0);
  expect(heard.map((event) => there.leftElsewhere(event))).not.toContain(true);
});

it('leaves a tab to nobody when another one lets somebody else in, and keeps what is his', async () => {
  const { here, there } = await twoTabs();
  const heard = await heardOf(() => here.acceptSession(as('bea')));
  here.remember('squad.b', 'Friday');
  expect(heard.map((event) => there.leftElsewhere(event))).toContain(true);
  there.remember('squad.s', 'Thursday');
  expect(there.session.account).toBeUndefined();
  expect([here.recall('squad.b'), here.recall('squad.s'), here.recall('session')]).toEqual([
    'Friday',
    undefined,
    'registered',
  ]);
});

it('leaves to whoever came next what is his, however late a tab hears that somebody had signed out', async () => {
  const { here, there } = await twoTabs();
  const heard = await heardOf(() => here.signOut());
  here.acceptSession(as('bea'));
  here.remember('squad.b', 'Friday');
  expect(heard.map((event) => there.leftElsewhere(event))).toContain(true);
  expect(here.recall('squad.b')).toBe('Friday');
});

it('shows nobody what somebody before him has left when his session ended', async () => {
  localStorage.setItem('besteam.theme', '"dark"');
  const app = await open();
  app.acceptSession(as('ana'));
  app.remember('squad.s', 'Thursday');
  localStorage.removeItem('besteam.session');
  const later = await open();
  later.acceptSession(as('bea'));
  expect(later.recall('squad.s')).toBeUndefined();
  expect(later.recall('theme')).toBe('dark');
  expect(later.whose()).toBe('bea');
});

it('keeps what is remembered for who comes back, and for a guest who registers', async () => {
  const app = await open();
  app.acceptSession(as('ana', 'guest'));
  app.remember('unsaved-ratings.s', { leo: 4 });
  app.acceptSession(as('ana'));
  localStorage.removeItem('besteam.session');
  const later = await open();
  later.acceptSession(as('ana'));
  expect(later.recall('unsaved-ratings.s')).toEqual({ leo: 4 });
});
