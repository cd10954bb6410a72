// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import SquadHome from '../../../test/SquadHome.svelte';
import { aSquad, drawnMatch } from '../../../test/squad.ts';

const played = [1, 2, 3, 4, 5].map((number) => ({ ...drawnMatch(number), id: `drawn-${number}` }));
const { draw: _, ...teamless } = drawnMatch(1);
const planned = {
  ...teamless,
  id: 'planned',
  status: 'planned',
  startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  place: 'La Elipa',
  attendance: ['p0', 'p1', 'p2'].map((playerId) => ({ playerId, status: 'in' })),
};

beforeEach(() => localStorage.clear());
afterEach(() => vi.unstubAllGlobals());

function show(items: unknown[]) {
  vi.stubGlobal('fetch', async () => Response.json({ items }));
  render(SquadHome, { squad: aSquad({ playerId: 'p0' }) });
}

test('the next match stands on the screen however many were drawn since, and is what the main action draws', async () => {
  show([...played, planned]);
  const card = await screen.findByRole('link', { name: /La Elipa · 3 in/ });
  expect(card.getAttribute('href')).toBe('/s/squad/matches/planned');
  expect(screen.getByRole('link', { name: /^Draw: / }).getAttribute('href')).toBe('/s/squad/draw?match=planned');
  expect(screen.getByRole('link', { name: 'Draw without the plan' }).getAttribute('href')).toBe('/s/squad/draw');
});

test('without a planned match the main action draws a new one', async () => {
  show(played);
  expect(await screen.findAllByText(/^Teams drawn · /)).toHaveLength(4);
  expect(screen.getByRole('link', { name: 'Draw teams' }).getAttribute('href')).toBe('/s/squad/draw');
  expect(screen.queryByText('Next match')).toBeNull();
});
