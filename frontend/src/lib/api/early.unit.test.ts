// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchOrEarly } from './early.ts';

const squad = '/api/players/v1/squads/abc';
const renewal = '/api/users/v1/sessions/refresh';

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('asked now'));
  vi.spyOn(performance, 'now').mockReturnValue(500);
  window.early = new Map([squad, renewal].map((url) => [url, Promise.resolve(new Response('asked early'))]));
});

afterEach(() => {
  delete window.early;
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const answer = async (input: RequestInfo, init?: RequestInit) => (await fetchOrEarly(input, init)).text();

it('gives the answer that is on its way, once', async () => {
  expect(await answer(new Request(new URL(squad, location.href)))).toBe('asked early');
  expect(await answer(squad)).toBe('asked now');
});

it('gives the renewed session, although it is no reading', async () => {
  expect(await answer(renewal, { method: 'POST' })).toBe('asked early');
});

it('never takes an early reading for the answer to a write', async () => {
  expect(await answer(squad, { method: 'PATCH' })).toBe('asked now');
  expect(await answer(squad)).toBe('asked now');
});

it('asks again when the early answer is old', async () => {
  vi.spyOn(performance, 'now').mockReturnValue(60_000);
  expect(await answer(squad)).toBe('asked now');
});
