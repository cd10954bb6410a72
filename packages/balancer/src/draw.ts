import { repeats } from './avoid.ts';
import { type Budget, budgetOf } from './budget.ts';
import { smallestConflict } from './conflict.ts';
import { ruleCosts } from './costs.ts';
import { fingerprint } from './fingerprint.ts';
import { drawProblem } from './input.ts';
import { layOut } from './layout.ts';
import { pickFair } from './pick.ts';
import { isRefusal, type Problem, readProblem } from './problem.ts';
import { type Random, seededRandom } from './random.ts';
import { meansOf, seat, toIds } from './result.ts';
import { fromLevels, toLevels } from './shape.ts';
import { solve } from './solve.ts';
import { gapOf, type Task } from './task.ts';
import type { Draw, DrawInput, Refusal } from './types.ts';
import { ENGINE } from './version.ts';

export const DEFAULT_TOLERANCE = 0.05;
export const DEFAULT_TIME_LIMIT_MS = 50;

/** How the time limit is shared out: what the proof leaves of its share goes to the drawing. */
const OPTIMUM = 0.6;
const PICKING = 0.3;
const COSTS = 0.1;

/**
 * Splits the players into teams: as even as can be under the rules (within the tolerance), and among all splits as
 * even as that, drawn by the seed with equal chances. Comes with a certificate of what was proven.
 *
 * A pure function of its input: the same bytes on every JavaScript engine. Never throws; a request that cannot be met
 * is answered with a typed {@link Refusal}. All gaps are in levels (0–5).
 */
export function draw(input: DrawInput): Draw | Refusal {
  const problem = readProblem(input);
  if (isRefusal(problem)) return problem;
  const detail = drawProblem(input);
  if (detail !== undefined) return { kind: 'refusal', reason: 'invalid', detail };
  const budget = budgetOf(input.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS);
  return refuseConflicts(problem, budget) ?? drawFrom(input, problem, budget, seededRandom(input.seed));
}

/** The refusal when the rules cannot all hold. */
export function refuseConflicts(problem: Problem, budget: Budget): Refusal | undefined {
  if (problem.rules.length === 0) return undefined;
  const rules = smallestConflict(problem, budget);
  if (rules === undefined) return undefined;
  if (rules === 'undecided') return { kind: 'refusal', reason: 'invalid', detail: 'the rules are too entangled' };
  return { kind: 'refusal', reason: 'conflicting-rules', rules };
}

function drawFrom(input: DrawInput, problem: Problem, budget: Budget, random: Random): Draw | Refusal {
  const layout = layOut(problem, problem.rules);
  const share = (part: number): Budget => ({ left: Math.max(0, budget.left * part) });
  const task: Task | undefined = layout && {
    values: problem.values,
    layout,
    shape: problem.shape,
    budget: share(OPTIMUM),
  };
  const solution = task && solve(task);
  if (!layout || !task || !solution)
    return { kind: 'refusal', reason: 'invalid', detail: 'no split was found in time' };
  const { optimum, fairSet } = solution;
  const { shape } = problem;
  task.budget.left = Math.max(0, task.budget.left) + share(PICKING).left;
  const tolerance = input.tolerance ?? DEFAULT_TOLERANCE;
  const wanted = fromLevels(shape, tolerance);
  const fair = fairSet(Math.max(optimum.gap, wanted));
  const repeated = repeats(problem, layout, input.avoid ?? []);
  const { teams, starsApart, limit, picking } = pickFair(problem, task, solution, fair, random, repeated);
  // Where splits could only be drawn uniformly under a lower tolerance, that is the one the certificate speaks of.
  const certified = limit < fair.limit ? fairSet(limit) : fair;
  const seats = seat(problem, layout, teams, random);
  return {
    kind: 'draw',
    teams: toIds(problem, seats),
    means: meansOf(problem, seats),
    gap: toLevels(shape, gapOf(task, teams)),
    optimalGap: toLevels(shape, optimum.gap),
    lowerBound: toLevels(shape, optimum.lowerBound),
    proven: optimum.lowerBound === optimum.gap,
    method: `${optimum.proof}; ${picking}`,
    fairSplits: { count: certified.count, exact: certified.exact },
    tolerance: limit < wanted ? toLevels(shape, limit) : tolerance,
    costs: ruleCosts(problem, optimum, share(COSTS)),
    starsApart,
    engine: ENGINE,
    inputHash: fingerprint(input, problem),
  };
}
