// @vitest-environment happy-dom
import type { Match } from '@besteam/contracts/matches';
import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import PlanInSquad from '../../../test/PlanInSquad.svelte';
import { aSquad } from '../../../test/squad.ts';

const planned = {
  id: 'match',
  status: 'planned',
  createdAt: '2026-11-26T20:30:00Z',
  createdBy: 'owner',
  locked: false,
  attendance: [
    { playerId: 'p0', status: 'in' },
    { playerId: 'p1', status: 'out' },
    { playerId: 'of-somebody-gone', status: 'in' },
  ],
  reserves: [],
  extras: [],
  draws: [],
} as unknown as Match;

const show = (me: Parameters<typeof aSquad>[0] = {}) =>
  render(PlanInSquad, { squad: aSquad(me), squadId: 'squad', match: planned, put: () => undefined });

test('the group is told before the list, by a link that lets everybody in', () => {
  show({ playerId: 'p0' });
  const chat = screen.getByRole('link', { name: 'Send by WhatsApp' });
  const list = screen.getByRole('list', { name: 'Who is coming' });
  expect(chat.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  const text = new URL(chat.getAttribute('href') ?? '').searchParams.get('text');
  expect(text).toContain('https://besteam.example/join/K7QXW2MB?next=/s/squad/matches/match');
});

test('who has not answered yet is counted, of those in the squad', () => {
  show({ playerId: 'p0' });
  expect(screen.getByText(/6 yet to answer/)).toBeTruthy();
});

test('who is no player yet is shown where to say who he is, and comes back here', () => {
  show();
  expect(screen.getByRole('link', { name: 'Say who you are to sign up' }).getAttribute('href')).toBe(
    'https://besteam.example/join/K7QXW2MB?next=/s/squad/matches/match',
  );
});

test.each([
  ['a player', { playerId: 'p0' }],
  ['somebody who has asked for a name', { claimRequested: 'p0' }],
])('%s is not asked who he is', (_, me) => {
  show(me);
  expect(screen.queryByRole('link', { name: 'Say who you are to sign up' })).toBeNull();
});
