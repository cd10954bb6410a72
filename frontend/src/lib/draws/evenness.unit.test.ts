import type { Draw } from '@besteam/contracts/matches';
import { describe, expect, it } from 'vitest';
import { evennessStory } from './evenness.ts';

const draw: Draw = {
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

describe('the story of how even a draw is', () => {
  it('is only a grade where numbers are hidden', () => {
    expect(evennessStory(draw)).toEqual({ kind: 'graded', evenness: 'very-even' });
  });

  it('tells of how many fair splits this is one, and the best possible', () => {
    const numbers = {
      gap: 0.04,
      optimalGap: 0.01,
      lowerBound: 0.01,
      tolerance: 0.05,
      fairSplits: { count: 11, exact: true },
    };
    expect(evennessStory({ ...draw, ...numbers })).toEqual({
      kind: 'one-of',
      count: 11,
      exact: true,
      tolerance: 0.05,
      best: 0.01,
    });
  });

  it('does not call a split even to within 0.05 when the best possible is worse', () => {
    const numbers = { gap: 0.3, optimalGap: 0.3, tolerance: 0.05, fairSplits: { count: 4, exact: true } };
    expect(evennessStory({ ...draw, ...numbers })).toMatchObject({ kind: 'one-of', tolerance: 0.3 });
  });

  it('says so when it is the only one', () => {
    const numbers = { gap: 0.3, optimalGap: 0.3, tolerance: 0.05, fairSplits: { count: 1, exact: true } };
    expect(evennessStory({ ...draw, ...numbers })).toEqual({ kind: 'only', best: 0.3 });
  });

  it('claims no optimum that was not proven', () => {
    const numbers = {
      gap: 0.02,
      optimalGap: 0.02,
      lowerBound: 0.01,
      fairSplits: { count: 90, exact: false },
      tolerance: 0.05,
    };
    expect(evennessStory({ ...draw, ...numbers, proven: false })).toEqual({
      kind: 'best-found',
      best: 0.02,
      bound: 0.01,
    });
  });
});
