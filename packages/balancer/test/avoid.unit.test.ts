import { expect, it } from 'vitest';
import { draw } from '../src/index.ts';
import { canonical, playersOf } from './squads.ts';

/** The different splits that thirty seeds lead to. */
function drawnSplits(avoid: string[][][]): Set<string> {
  const input = { players: playersOf(3, 3, 3, 3), teams: 3, avoid };
  return new Set(
    Array.from({ length: 30 }, (_, seed) => {
      const result = draw({ ...input, seed: `${seed}` });
      return result.kind === 'draw' ? canonical(result.teams) : result.reason;
    }),
  );
}

it('a split that was drawn before is avoided, and no other', () => {
  expect(drawnSplits([]).size).toBe(6);
  const splits = drawnSplits([
    [['p3'], ['p1', 'p0'], ['p2']],
    [['p0', 'p2'], ['p1'], ['p3']],
  ]);
  expect(splits.size).toBe(4);
  expect(splits).not.toContain('p0+p1 p2 p3');
  expect(splits).not.toContain('p0+p2 p1 p3');
});

it('a split without somebody who plays now is not one to avoid, even if he could have been a team of his own', () => {
  expect(drawnSplits([[['p0', 'p1'], ['p2']]])).toContain('p0+p1 p2 p3');
  expect(drawnSplits([[['p1', 'p2'], ['p0'], []]])).toContain('p0 p1+p2 p3');
});

it('where every fair split was drawn before, all of them come again by lot', () => {
  const pairs = ['p0+p1', 'p0+p2', 'p0+p3', 'p1+p2', 'p1+p3', 'p2+p3'];
  const avoid = pairs.map((pair) => {
    const two = pair.split('+');
    return [two, ...['p0', 'p1', 'p2', 'p3'].filter((id) => !two.includes(id)).map((id) => [id])];
  });
  expect(drawnSplits(avoid).size).toBe(6);
});
