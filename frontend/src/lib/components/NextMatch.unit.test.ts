// @vitest-environment happy-dom
import { fireEvent, render, screen, within } from '@testing-library/svelte';
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

function show(items: unknown[], me: Parameters<typeof aSquad>[0] = { playerId: 'p0' }) {
  vi.stubGlobal('fetch', async () => Response.json({ items }));
  render(SquadHome, { squad: aSquad(me) });
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

test('whether one is coming is answered on the card, and what the service made of it is shown', async () => {
  show([...played, planned]);
  const answers = await screen.findByRole('group', { name: 'Are you coming?' });
  const pressed = (name: string) => within(answers).getByRole('button', { name }).getAttribute('aria-pressed');
  expect(pressed('I’m in')).toBe('true');
  const sent: [string, unknown][] = [];
  vi.stubGlobal('fetch', async (input: Request) => {
    sent.push([`${input.method} ${new URL(input.url).pathname}`, await input.json()]);
    const attendance = planned.attendance.map((one) => (one.playerId === 'p0' ? { ...one, status: 'out' } : one));
    return Response.json({ ...planned, attendance });
  });
  await fireEvent.click(within(answers).getByRole('button', { name: 'I’m out' }));
  await expect.poll(() => pressed('I’m out')).toBe('true');
  expect(sent).toEqual([['PUT /api/matches/v1/squads/squad/matches/planned/attendance/p0', { status: 'out' }]]);
  expect(screen.getByRole('link', { name: /La Elipa · 2 in/ })).toBeTruthy();
});

test('an answer that is refused is told, and the card stays as it was', async () => {
  show([planned]);
  const out = await screen.findByRole('button', { name: 'I’m out' });
  const problem = { type: 'about:blank', title: 'Conflict', status: 409, code: 'conflict', detail: 'Over.' };
  vi.stubGlobal('fetch', async () => Response.json(problem, { status: 409 }));
  await fireEvent.click(out);
  expect(await screen.findByRole('alert')).toBeTruthy();
  expect(out.getAttribute('aria-pressed')).toBe('false');
});

test('who plays in no one’s name is not asked', async () => {
  show([planned], {});
  await screen.findByRole('link', { name: /La Elipa/ });
  expect(screen.queryByRole('group', { name: 'Are you coming?' })).toBeNull();
});
