// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { justOpened } from '../../../test/opened.ts';

beforeEach(() => {
  localStorage.clear();
  const unauthorized = { type: 'https://besteam.example/problems/unauthorized' };
  vi.stubGlobal('fetch', async () => Response.json(unauthorized, { status: 401 }));
});

afterEach(() => vi.unstubAllGlobals());

const squads = () => import('./+page.svelte');
const mine = [{ id: 's', name: 'Thursday', sport: 'futsal', role: 'member' }];

it.each([
  ['just now', '"registered"'],
  ['some time ago', undefined],
])('tells who was here and whose session ended %s, lets him sign in, and keeps what he had', async (_, hint) => {
  localStorage.setItem('besteam.whose', '"ana"');
  localStorage.setItem('besteam.squads', JSON.stringify(mine));
  if (hint) localStorage.setItem('besteam.session', hint);
  const { render, screen, Screen, recall } = await justOpened(squads);
  render(Screen);
  expect((await screen.findByRole('alert')).textContent).toBe('Your session is over. Sign in again.');
  expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/sign-in');
  expect(screen.queryByText('No squad yet')).toBeNull();
  expect(recall('squads')).toEqual(mine);
});

it('invites who never was anybody', async () => {
  const { render, screen, Screen } = await justOpened(squads);
  render(Screen);
  expect(await screen.findByText('No squad yet')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Create a squad' })).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
