import { describe, expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { fairestOf } from '../src/best.ts';
import { budgetOf } from '../src/budget.ts';
import { smallestConflict } from '../src/conflict.ts';
import { ruleCosts } from '../src/costs.ts';
import type { DrawInput, Rule } from '../src/index.ts';
import { layOut } from '../src/layout.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import { fromLevels } from '../src/shape.ts';
import { shuffleTrial } from '../src/shuffle-trial.ts';
import { solve } from '../src/solve.ts';
import { spaceOf } from '../src/space.ts';
import { teamTrial } from '../src/team-trial.ts';
import { hard, ordinary } from './recorded.ts';

/**
 * Time is counted in steps: how many a search takes decides how far it gets. As long as the version of the engine is the
 * same, so must be their number, and a search that has become slower is noticed.
 */
describe('as long as the version is the same, so is the number of steps for', () => {
  it.each([...ordinary(), ...hard(), ...welded(), ...large()])('%s', (_, input) => {
    expect(steps(input)).toMatchSnapshot();
  });
});

/** For each part of the work. */
const LIMIT_MS = 4;

/** Classes with friends and keepers among them. */
function welded(): [string, DrawInput][] {
  const rules: Rule[] = [
    { kind: 'together', players: ['p1', 'p9'] },
    { kind: 'apart', players: ['p2', 'p3'] },
    { kind: 'spread', tag: 'goalkeeper' },
  ];
  return [14, 17, 20, 24].map((size, number) => {
    const players = squad('two stars and beginners', size, number).map((player, i) => ({
      ...player,
      tags: i % 4 === 0 ? ['goalkeeper'] : [],
    }));
    return [`friends of three classes, ${size}`, { players, teams: 3 + (number % 3), seed: 's', rules }];
  });
}

/** Teams of eleven and twelve: the largest that are split anew two by two. */
function large(): [string, DrawInput][] {
  return [33, 34].map((size) => [`${size} in 3`, { players: squad('ordinary', size, 1), teams: 3, seed: 's' }]);
}

/**
 * Of the check of the rules, the proof, the count of fair splits, the drawing of one, the prices of the rules, a list
 * of the best, and a list of all teams; and how many splits are fair, out of how many outcomes of a trial.
 */
function steps(input: DrawInput): string {
  const problem = readProblem(input);
  const layout = isRefusal(problem) ? undefined : layOut(problem, problem.rules);
  if (isRefusal(problem) || !layout) throw new Error('refused');
  const budget = { left: 0 };
  const task = { values: problem.values, layout, shape: problem.shape, budget };
  const counts: number[] = [];
  const counted = <T>(work: () => T): T => {
    budget.left = budgetOf(LIMIT_MS).left;
    const result = work();
    counts.push(Math.round(budgetOf(LIMIT_MS).left - budget.left));
    return result;
  };
  counted(() => smallestConflict(problem, budget));
  const solution = counted(() => solve(task));
  if (!solution) return `${counts.join(' ')}, unsolved`;
  const { optimum } = solution;
  const limit = Math.max(optimum.gap, fromLevels(problem.shape, 0.05));
  const fair = counted(() => solution.fairSet(limit));
  counted(() => fair.pick(seededRandom('s'), () => true));
  counted(() => ruleCosts(problem, optimum, budget));
  counted(() => fairestOf(task, 10));
  const space = problem.shape.teams > 2 ? spaceOf(task) : undefined;
  const trials = [shuffleTrial(task, limit), ...(space ? [counted(() => teamTrial(space, limit))] : [])];
  const outcomes = trials.map((trial) => trial.outcomes.toPrecision(6));
  return `${counts.join(' ')}; ${fair.count} of ${outcomes.join(' or ')}`;
}
