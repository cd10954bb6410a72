// @vitest-environment happy-dom
import type { Insights as Told } from '@besteam/contracts/matches';
import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import Insights from './Insights.svelte';

type Entry = Told['evenness'][number];
const on = (day: number, entry: Partial<Entry>): Entry => ({
  matchId: `m${day}`,
  at: `2026-11-${day}T12:00:00Z`,
  evenness: 'very-even',
  ...entry,
});

function show(evenness: Entry[]) {
  const insights = { matches: evenness.length, pairs: [], evenness, suggestions: [] };
  render(Insights, { squadId: 'squad', insights, players: aSquad().players });
}

const lines = () =>
  within(screen.getByRole('region', { name: 'Were they even?' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent?.replace(/\s+/g, ' ').trim());

test('the history says of every match played whether it was even, the last first, beside what its draw had promised', () => {
  show([
    on(10, { margin: 4, even: false }),
    on(12, { margin: 1, even: true, predictedGap: 0.03 }),
    on(19, { margin: 0 }),
  ]);
  expect(screen.getByText('1 of 2 even')).toBeTruthy();
  expect(lines()).toEqual([
    'Thu, Nov 19 · tied Very even',
    'Thu, Nov 12 · by 1 · Even Level gap 0.03',
    'Tue, Nov 10 · by 4 · Lopsided Very even',
  ]);
  expect(screen.getByRole('link', { name: /Nov 12/ }).getAttribute('href')).toBe('/s/squad/matches/m12');
});

test('of a match that was only drawn nothing is said, and without any answer there is no total', () => {
  show([on(19, { margin: 2 }), on(26, {})]);
  expect(lines()).toHaveLength(1);
  expect(screen.queryByText(/ of /)).toBeNull();
});

test('where nothing was played nobody is told of evenness', () => {
  show([on(26, {})]);
  expect(screen.queryByRole('heading')).toBeNull();
});
