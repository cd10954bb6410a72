import { describe, expect, it } from 'vitest';
import { bruteForce } from '../src/brute-force.ts';
import { smallestConflict } from '../src/conflict.ts';
import { draw, type Rule } from '../src/index.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import type { SplitInput } from '../src/types.ts';
import { smallestConflictByTrial } from './conflicts-by-trial.ts';
import { share } from './share.ts';
import { playersOf, randomCase, randomRule } from './squads.ts';

function conflictIn(input: SplitInput, left = 1e7) {
  const problem = readProblem(input);
  if (isRefusal(problem)) throw new Error(problem.reason);
  return smallestConflict(problem, { left });
}

describe('the smallest conflicting rules', () => {
  const players = playersOf(5, 4, 3, 2, 1, 0);
  const threeRules: Rule[] = [
    { kind: 'together', players: ['p1', 'p2'] },
    { kind: 'together', players: ['p2', 'p3'] },
    { kind: 'apart', players: ['p1', 'p3'] },
  ];
  const twoRules: Rule[] = [
    { kind: 'fixed', player: 'p0', team: 0 },
    { kind: 'fixed', player: 'p0', team: 1 },
  ];

  it('are found whichever conflict is named first', () => {
    expect(conflictIn({ players, teams: 2, rules: [...twoRules, ...threeRules] })).toEqual([0, 1]);
    expect(conflictIn({ players, teams: 2, rules: [...threeRules, ...twoRules] })).toEqual([3, 4]);
  });

  it('are as few as trying all sets of rules finds', () => {
    let conflicts = 0;
    for (let number = 0; number < share(200, 80); number++) {
      const random = seededRandom(`rules ${number}`);
      const input = { ...randomCase(number, 6), teams: 2 + random.below(2) };
      input.rules = Array.from({ length: 7 }, () => randomRule(input.players, input.teams, random));
      const found = conflictIn(input);
      if (bruteForce(input, 0).legal > 0) expect(found, `case ${number}`).toBeUndefined();
      if (!Array.isArray(found)) continue;
      conflicts++;
      const rules = found.flatMap((rule) => input.rules[rule] ?? []);
      expect(bruteForce({ ...input, rules }, 0).legal, `case ${number}`).toBe(0);
      expect(found.length, `case ${number}`).toBe(smallestConflictByTrial(input).length);
      expect(found, `case ${number}`).toEqual(found.toSorted((a, b) => a - b));
    }
    expect(conflicts).toBeGreaterThan(share(100, 40));
  });

  it('are all needed, if maybe not the fewest, where there is no time to look for fewer', () => {
    expect(conflictIn({ players, teams: 2, rules: [...twoRules, ...threeRules] }, 0)).toEqual([2, 3, 4]);
  });

  it('are not told where there is no time to find out whether the rules can hold', () => {
    const rules: Rule[] = [{ kind: 'apart', players: ['p0', 'p1'] }];
    expect(conflictIn({ players, teams: 2, rules }, 0)).toBe('undecided');
    const refusal = { kind: 'refusal', reason: 'invalid', detail: 'the rules are too entangled' };
    expect(draw({ players, teams: 2, rules, seed: 's', timeLimitMs: 0 })).toEqual(refusal);
  });
});
