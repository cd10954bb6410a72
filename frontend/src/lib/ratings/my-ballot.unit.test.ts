// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { unsentOnDevice } from './unsent.ts';

let signal = true;
/** Whose cookie this browser has. */
let cookieOf = 'ana';
let asked: string[] = [];

beforeEach(() => {
  localStorage.clear();
  // As after opening the app: somebody was here, who is not known yet.
  localStorage.setItem('besteam.session', '"guest"');
  [signal, cookieOf, asked] = [true, 'ana', []];
  vi.resetModules();
  vi.stubGlobal('fetch', async (input: Request | string) => {
    if (!signal) throw new TypeError('no signal');
    const method = input instanceof Request ? input.method : 'POST';
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    asked.push(`${method} ${pathname}`);
    if (!pathname.endsWith('/ballot')) {
      return Response.json({ accessToken: cookieOf, expiresIn: 600, account: { id: cookieOf, kind: 'guest' } });
    }
    return Response.json({ ratings: {} }, { headers: { etag: '"1"' } });
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The app as just opened. */
async function opened() {
  const [{ myBallot }, session] = await Promise.all([import('./my-ballot.ts'), import('#lib/api/session.svelte.ts')]);
  return { ballot: myBallot('squad'), session };
}

const leave = (author: string) => unsentOnDevice('squad').add(author, { p1: { level: 3 } }, {});

describe('my ballot', () => {
  it('is sent as nobody else, who uses this browser by now', async () => {
    const { ballot, session } = await opened();
    await ballot.load();
    const marta = { id: 'marta', kind: 'guest', displayName: 'Marta', createdAt: '2026-11-22T10:00:00Z' } as const;
    session.acceptSession({ accessToken: 'marta', expiresIn: 600, account: marta });
    asked = [];
    await expect(ballot.save({ ratings: {} })).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(asked).toEqual([]);
  });

  it('is what its author left here, as soon as he is known', async () => {
    leave('ana');
    leave('marta');
    const { ballot } = await opened();
    expect(ballot.unsent.read()).toBeUndefined();
    await ballot.load();
    expect(ballot.unsent.add({ p2: { level: 1 } }, {})).toBe(true);
    expect(ballot.unsent.read()?.changes).toEqual({ p1: { level: 3 }, p2: { level: 1 } });
    expect(unsentOnDevice('squad').of('marta')?.changes).toEqual({ p1: { level: 3 } });
  });

  it('is without signal what was left here by whose things the device remembers, and goes out as his alone', async () => {
    leave('ana');
    leave('marta');
    localStorage.setItem('besteam.whose', '"ana"');
    signal = false;
    const { ballot } = await opened();
    await expect(ballot.load()).rejects.toThrow('no signal');
    expect(ballot.unsent.read()?.changes).toEqual({ p1: { level: 3 } });
    [signal, cookieOf] = [true, 'marta'];
    await expect(ballot.save({ ratings: {} })).rejects.toMatchObject({ kind: 'unauthorized' });
    expect(asked).toEqual(['POST /api/users/v1/sessions/refresh']);
  });
});
