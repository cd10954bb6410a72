import { expect, it } from 'vitest';
import { bruteForce } from '../src/brute-force.ts';
import { draw, type Rule } from '../src/index.ts';
import { seededRandom } from '../src/random.ts';
import { canonical, playersOf } from './squads.ts';

const eight = playersOf(4.5, 4, 3.3, 3, 2.4, 2.1, 1.5, 0.7);
const apart = (...players: string[]): Rule => ({ kind: 'apart', players });

it('of two teams, who is apart from the same player is together', () => {
  const rules = [apart('p0', 'p1'), apart('p1', 'p2'), apart('p2', 'p3'), apart('p3', 'p4'), apart('p5', 'p6')];
  const result = draw({ players: eight, teams: 2, seed: 's', tolerance: 5, rules });
  if (result.kind === 'refusal') throw new Error(result.reason);
  expect(result.fairSplits).toEqual({ count: 2, exact: true });
  expect(['p0+p2+p4+p5 p1+p3+p6+p7', 'p0+p2+p4+p6 p1+p3+p5+p7']).toContain(canonical(result.teams));
});

it('rivalries of any shape leave two teams as many splits as brute force finds', () => {
  for (let number = 0; number < 60; number++) {
    const random = seededRandom(`rivals ${number}`);
    const someone = () => `p${random.below(8)}`;
    const pairs = Array.from({ length: 1 + random.below(5) }, () => [...new Set([someone(), someone()])]);
    const players = eight.map((player, i) => ({ ...player, tags: i % 3 === 0 ? ['keeper'] : [] }));
    const rules = [
      ...pairs.map((pair) => apart(...pair)),
      ...(number % 2 ? [{ kind: 'spread' as const, tag: 'keeper' }] : []),
    ];
    const input = { players, teams: 2, rules };
    const result = draw({ ...input, seed: 's', tolerance: 0.3 });
    const { legal } = bruteForce(input, 0);
    if (result.kind === 'refusal') {
      expect(legal, `case ${number}`).toBe(0);
      continue;
    }
    const { fair, optimalGap } = bruteForce(input, Math.max(0.3, result.optimalGap));
    expect(result.optimalGap, `case ${number}`).toBeCloseTo(optimalGap, 9);
    expect(result.fairSplits, `case ${number}`).toEqual({ count: fair, exact: true });
  }
});
