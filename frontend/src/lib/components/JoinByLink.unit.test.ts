// @vitest-environment happy-dom
import type { Squad } from '@besteam/contracts/players';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { remember } from '#lib/device/memory.ts';
import { went } from '../../../test/app-navigation.ts';
import { page } from '../../../test/app-state.ts';
import { aSquad } from '../../../test/squad.ts';
import Join from '../../routes/join/[code]/+page.svelte';

const here = page.url;
const match = '/s/squad/matches/match';
const asked: string[] = [];

/** The services, to which this device belongs to nobody, or to a member of the squad. */
function services(mine: { me?: Partial<Squad['me']>; broken?: boolean; rotated?: boolean } = {}) {
  const { name, sport, players } = aSquad();
  vi.stubGlobal('fetch', async (input: Request | string) => {
    const { pathname } = new URL(typeof input === 'string' ? input : input.url, page.url);
    asked.push(pathname);
    if (pathname.endsWith('/guest-sessions')) return Response.json({ accessToken: 't', expiresIn: 600, account: {} });
    if (pathname.startsWith('/api/users/')) return refused('unauthorized', 401);
    if (pathname.endsWith('/memberships')) return Response.json({ squadId: 'squad', accountId: 'me', role: 'member' });
    if (pathname.includes('/invitations/')) {
      return mine.rotated ? refused('not-found', 404) : Response.json({ name, sport, players });
    }
    if (mine.broken) return refused('internal-error', 500);
    return mine.me ? Response.json(aSquad(mine.me)) : refused('not-found', 404);
  });
}

const refused = (kind: string, status: number) =>
  Response.json({ type: `https://besteam.example/problems/${kind}` }, { status });

function open(next?: string) {
  page.params = { code: 'K7QXW2MB' };
  page.url = new URL(`/join/K7QXW2MB${next === undefined ? '' : `?next=${next}`}`, here);
  render(Join);
}

beforeEach(() => {
  localStorage.clear();
  went.length = asked.length = 0;
});
afterEach(() => {
  vi.unstubAllGlobals();
  page.url = here;
  page.params = {};
});

test('who opens the link of a match and joins by one tap goes on to the match, and back does not join again', async () => {
  services();
  open(match);
  await fireEvent.click(await screen.findByRole('button', { name: 'Just looking' }));
  await waitFor(() => expect(went).toEqual([{ to: match, replaceState: true }]));
});

test('a link never leads on to another site', async () => {
  services();
  open('//evil.test/s/squad');
  await fireEvent.click(await screen.findByRole('button', { name: 'Just looking' }));
  await waitFor(() => expect(went).toEqual([{ to: '/s/squad', replaceState: true }]));
});

test('the invitation opened again by a player of the squad leads straight on and asks nothing', async () => {
  services({ me: { playerId: 'p2' } });
  remember('joined.K7QXW2MB', 'squad');
  open();
  await waitFor(() => expect(went).toEqual([{ to: '/s/squad', replaceState: true }]));
  expect(screen.queryByText('Who are you?')).toBeNull();
});

test('whoever has joined is remembered, and opens the link of a match without being asked again', async () => {
  services({ me: { playerId: 'p2' } });
  open();
  await fireEvent.click(await screen.findByRole('button', { name: 'Just looking' }));
  await waitFor(() => expect(went).toHaveLength(1));
  open(match);
  await waitFor(() => expect(went.at(-1)).toEqual({ to: match, replaceState: true }));
});

test('a player of the squad gets to the match by a link whose code was changed since', async () => {
  services({ me: { playerId: 'p2' }, rotated: true });
  remember('joined.K7QXW2MB', 'squad');
  open(match);
  await waitFor(() => expect(went).toEqual([{ to: match, replaceState: true }]));
});

test('who only looks on still says who he is, or goes on as he came', async () => {
  services({ me: {} });
  remember('joined.K7QXW2MB', 'squad');
  open(match);
  const onward = await screen.findByRole('link', { name: 'I am in already, go on' });
  expect(onward.getAttribute('href')).toBe(match);
  expect(screen.getByRole('button', { name: 'Lucía' })).toBeTruthy();
  expect(went).toEqual([]);
});

test.each([
  ['refused, as after having left', {}],
  ['broken', { broken: true }],
])('where asking for the squad is %s, one joins as anybody does', async (_, answers) => {
  services(answers);
  remember('joined.K7QXW2MB', 'squad');
  open();
  expect(await screen.findByRole('button', { name: 'Lucía' })).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'I am in already, go on' })).toBeNull();
  expect(went).toEqual([]);
});

test('who never was in with a code is asked for nothing but the invitation', async () => {
  services();
  open();
  await screen.findByRole('button', { name: 'Lucía' });
  expect(asked.filter((path) => !path.includes('/invitations/'))).toEqual([]);
});

test('a dead link of a match still opens it to who is in', async () => {
  services({ rotated: true });
  open(match);
  expect((await screen.findByRole('link', { name: 'I am in already, go on' })).getAttribute('href')).toBe(match);
});
