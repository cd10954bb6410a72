// @vitest-environment happy-dom
import { render, waitFor } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { acceptSession } from '#lib/api/session.svelte.ts';
import { unsentOnDevice } from '#lib/ratings/unsent.ts';
import { aSquad } from '../../../test/squad.ts';
import SquadProvider from './SquadProvider.svelte';

const account = { id: 'ana', kind: 'guest', displayName: 'Ana', createdAt: '2026-11-22T10:00:00Z' } as const;
let online = true;
/** What was asked for in vain. */
let missed: string[] = [];
/** What has arrived: the whole ballot, and on which version it insisted. */
let saved: { ratings: unknown; on: string | null }[] = [];

beforeEach(() => {
  localStorage.clear();
  [online, missed, saved] = [true, [], []];
  acceptSession({ accessToken: 'token', expiresIn: 600, account });
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const request = input instanceof Request ? input : new Request(new URL(input, location.href));
    const { pathname } = new URL(request.url);
    if (!online) {
      missed.push(pathname);
      throw new TypeError('no signal');
    }
    if (pathname === '/api/players/v1/squads/squad') return Response.json(aSquad());
    if (!pathname.endsWith('/ballot')) return new Response(null, { status: 404 });
    if (request.method === 'PUT') {
      saved.push({ ...(await request.json()), on: request.headers.get('if-match') });
    }
    return Response.json({ ratings: { p2: { level: 4 } } }, { headers: { etag: 'W/"7"' } });
  });
});

afterEach(() => vi.unstubAllGlobals());
// Other files share what is loaded, and are to find nobody there.
afterAll(() => void vi.resetModules());

function show() {
  const children = createRawSnippet(() => ({ render: () => '<p>the squad</p>' }));
  render(SquadProvider, { squadId: 'squad', children });
}

const unsent = (author = 'ana') => unsentOnDevice('squad').of(author);
const leave = (author = 'ana') => unsentOnDevice('squad').add(author, { p1: { level: 3 } }, {});

test('what was rated without signal and left behind goes out from any screen of the squad', async () => {
  leave();
  show();
  await waitFor(() => expect(unsent()).toBeUndefined());
  // The tag may have become weak on its way, which none is that a write may insist on.
  expect(saved).toEqual([{ ratings: { p1: { level: 3 }, p2: { level: 4 } }, on: '"7"' }]);
});

test('it goes out once there is signal', async () => {
  leave();
  online = false;
  show();
  await waitFor(() => expect(missed.join()).toContain('/ballot'));
  online = true;
  await waitFor(() => {
    window.dispatchEvent(new Event('online'));
    expect(unsent()).toBeUndefined();
  });
  expect(saved).toHaveLength(1);
});

test('it never goes out as the ratings of another account', async () => {
  leave('marta');
  leave();
  show();
  await waitFor(() => expect(unsent()).toBeUndefined());
  expect(saved).toHaveLength(1);
  expect(unsent('marta')?.changes).toEqual({ p1: { level: 3 } });
});
