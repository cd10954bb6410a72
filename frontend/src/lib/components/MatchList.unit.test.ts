// @vitest-environment happy-dom
import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { drawnMatch } from '../../../test/squad.ts';
import MatchList from './MatchList.svelte';

function show(even?: boolean) {
  const result = {
    scores: [5, 4],
    recordedAt: '2026-11-26T22:00:00Z',
    recordedBy: 'owner',
    ...(even !== undefined && { even }),
  };
  render(MatchList, {
    squadId: 'squad',
    matches: [{ ...drawnMatch(1), startsAt: '2026-11-26T20:30:00Z', status: 'played', result }],
  });
  return screen.getByRole('link').textContent;
}

test('a match that was played says whether it was even', () => {
  expect(show(true)).toContain('Played · Even');
});

test('a match that was not even says so', () => {
  expect(show(false)).toContain('Played · Lopsided');
});

test('a match of which nobody said it says nothing of it', () => {
  expect(show()).toMatch(/Played\s*5 – 4/);
});
