// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const guest = { id: 'g1', kind: 'guest', displayName: '' };
const opened = (account: object) => Response.json({ accessToken: 'token', expiresIn: 600, account });
const refused = () => Response.json({ type: 'https://besteam.example/problems/unauthorized' }, { status: 401 });

let asked: string[];
/** What the cookie of this browser opens. */
let cookie: () => Response | Promise<Response>;

beforeEach(() => {
  localStorage.clear();
  asked = [];
  cookie = refused;
  vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href), init);
    const path = new URL(request.url).pathname.replace('/api/users/v1', '');
    asked.push(`${request.method} ${path} ${request.headers.get('authorization') ?? ''}`.trim());
    if (path === '/sessions/refresh') return cookie();
    if (request.method === 'DELETE') return new Response(null, { status: 204 });
    return opened({ ...guest, id: path === '/guest-sessions' ? 'g2' : 'r1' });
  });
});

afterEach(() => vi.unstubAllGlobals());

/** The app just opened: it knows nothing yet but what the device remembers. */
async function open() {
  vi.resetModules();
  return { ...(await import('./session.svelte.ts')), ...(await import('./account.ts')) };
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
