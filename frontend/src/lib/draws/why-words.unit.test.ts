import type { Draw } from '@besteam/contracts/matches';
import { expect, it } from 'vitest';
import { whyWords } from './why-words.ts';

const graded: Draw = {
  number: 1,
  at: '2026-11-26T20:30:00Z',
  requestedBy: '3q2-7wAAAAAAAAAAAAAAAA',
  teams: [{ players: [] }, { players: [] }],
  evenness: 'very-even',
  engine: '1.0.0',
  inputHash: 'ab12',
  adjustedByHand: false,
  proven: true,
};
const draw: Draw = {
  ...graded,
  gap: 0.04,
  optimalGap: 0.01,
  tolerance: 0.05,
  fairSplits: { count: 11, exact: true },
};
const why = (of: Draw) => whyWords(of, (id) => ({ p1: 'Ana', p2: 'Luis' })[id] ?? '?').join(' ');
const chance = 'chance decides';

it('says once that chance picked among the fair ones', () => {
  expect(why(draw)).toContain('There are 11 ways to split with a gap of 0.05 or less; this is one, picked at random.');
  expect(why(draw)).not.toContain(chance);
  expect(why(graded)).toContain(chance);
});

it('speaks of no chance where one split alone is the fairest', () => {
  const only = why({ ...draw, fairSplits: { count: 1, exact: true } });
  expect(only).toContain('No other split is this even');
  expect(only).not.toContain(chance);
});

it('calls nothing that was adjusted by hand picked at random', () => {
  const adjusted = why({ ...draw, gap: 0.2, adjustedByHand: true });
  expect(adjusted).toContain('Adjusted by hand after the draw: the gap is now 0.20.');
  expect(adjusted).not.toContain('random');
  expect(why({ ...graded, adjustedByHand: true })).not.toContain(chance);
});

it('tells the price of a rule in a sentence', () => {
  const constraints: Draw['constraints'] = [{ kind: 'together', players: ['p1', 'p2'] }];
  const costs: Draw['costs'] = [{ rule: 0, price: 'noticeable', gap: 0.12 }];
  expect(why({ ...draw, constraints, costs })).toContain('Ana and Luis together: the gap grows by 0.12.');
});
