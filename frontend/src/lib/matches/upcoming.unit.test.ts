import type { Match } from '@besteam/contracts/matches';
import { expect, it } from 'vitest';
import { upcoming } from './upcoming.ts';

const now = Date.parse('2026-11-26T20:30:00Z');
const hours = (count: number) => new Date(now + count * 3_600_000).toISOString();
const match = (id: string, startsAt?: string, status: Match['status'] = 'planned', createdAt = hours(-48)) => ({
  id,
  status,
  createdAt,
  ...(startsAt !== undefined && { startsAt }),
});
const ids = (...matches: ReturnType<typeof match>[]) => upcoming(matches, now).map(({ id }) => id);

it('knows none where none is planned', () => {
  expect(ids()).toEqual([]);
  expect(
    ids(match('a', hours(2), 'drawn'), match('b', undefined, 'played'), match('c', hours(2), 'called-off')),
  ).toEqual([]);
});

it('has the soonest first, whenever it was planned, and those without a day last, the latest planned first', () => {
  const old = match('old', undefined, 'planned', hours(-72));
  expect(ids(old, match('undated'), match('later', hours(200)), match('soon', hours(3)))).toEqual([
    'soon',
    'later',
    'undated',
    'old',
  ]);
});

it('keeps today’s until six hours after its start', () => {
  expect(ids(match('late', hours(-5.9)), match('over', hours(-6)))).toEqual(['late']);
});
