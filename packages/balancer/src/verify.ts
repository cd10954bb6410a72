import { bruteForce, keepsRules } from './brute-force.ts';
import { inputProblem } from './input.ts';
import type { Draw, DrawInput, Verification } from './types.ts';

/** Up to this many players every split is looked at. */
const EXHAUSTIVE_PLAYERS = 12;

/** Floating-point slack in levels; the engine's own gaps are quotients of integers. */
const SLACK = 1e-9;

/**
 * Checks a claimed draw by simple means that share no code with the search: everybody in exactly one team, sizes, rules,
 * means, gap and fairness; up to 12 players also that the optimum and the number of fair splits are as claimed.
 * That the seed leads to these teams is checked by drawing again with the same engine version.
 */
export function verify(input: DrawInput, draw: Draw): Verification {
  const problems = [...findings(input, draw)];
  return { valid: problems.length === 0, problems };
}

function* findings(input: DrawInput, draw: Draw): Generator<string> {
  const bad = inputProblem(input);
  if (bad !== undefined) return yield `the input is invalid: ${bad}`;
  if (!isDraw(draw)) return yield 'this is not a draw';
  const level = new Map(input.players.map(({ id, level }) => [id, Math.round(level * 100)]));
  const everybody = draw.teams.flat();
  if (draw.teams.length !== input.teams) return yield 'the number of teams is wrong';
  if (new Set(everybody).size !== everybody.length) return yield 'somebody is in two places';
  if (everybody.length !== level.size || everybody.some((id) => !level.has(id))) {
    return yield 'the teams are not made of exactly the players';
  }
  const sizes = draw.teams.map((team) => team.length);
  if (Math.max(...sizes) - Math.min(...sizes) > 1) yield 'team sizes differ by more than one';
  if (Math.min(...sizes) === 0) return yield 'a team is empty';
  yield* brokenRules(input, draw);
  yield* wrongNumbers(input, draw, level);
  if (level.size <= EXHAUSTIVE_PLAYERS) yield* wrongClaims(input, draw);
}

function* brokenRules(input: DrawInput, draw: Draw): Generator<string> {
  const teamOf = new Map(draw.teams.flatMap((team, index) => team.map((id) => [id, index] as const)));
  for (const [index, rule] of (input.rules ?? []).entries()) {
    if (!keepsRules(input, [rule], (id) => teamOf.get(id) ?? -1)) yield `rule ${index} (${rule.kind}) is broken`;
    if (rule.kind === 'fixed' && teamOf.get(rule.player) !== rule.team) {
      yield `rule ${index}: ${rule.player} is not in team ${rule.team}`;
    }
  }
}

function* wrongNumbers(input: DrawInput, draw: Draw, level: ReadonlyMap<string, number>): Generator<string> {
  const totals = draw.teams.map((team) => team.reduce((sum, id) => sum + (level.get(id) ?? 0), 0) / 100);
  const means = draw.teams.map((team, index) => (totals[index] ?? 0) / team.length);
  const compared = input.balance === 'totals' ? totals : means;
  const gap = Math.max(...compared) - Math.min(...compared);
  if (draw.means.length !== means.length || means.some((mean, i) => !near(mean, draw.means[i]))) {
    yield 'the means are wrong';
  }
  if (!near(gap, draw.gap)) yield `the gap is ${gap}, not ${draw.gap}`;
  if (draw.lowerBound > draw.optimalGap + SLACK) yield 'the lower bound is above the optimum';
  if (draw.gap < draw.lowerBound - SLACK) yield 'the gap is below the lower bound';
  if (draw.proven && !near(draw.lowerBound, draw.optimalGap)) yield 'called proven, but the bounds do not meet';
  if (draw.tolerance > (input.tolerance ?? 0.05) + SLACK) yield 'the tolerance is larger than asked for';
  if (!isRepair(draw) && gap > Math.max(draw.optimalGap, draw.tolerance) + SLACK) {
    yield 'the teams are less even than fair splits are';
  }
}

function* wrongClaims(input: DrawInput, draw: Draw): Generator<string> {
  const truth = bruteForce(input, Math.max(draw.optimalGap, draw.tolerance));
  if (truth.optimalGap < draw.lowerBound - SLACK) yield `a split with gap ${truth.optimalGap} exists`;
  if (draw.optimalGap < truth.optimalGap - SLACK) yield `no split has gap ${draw.optimalGap}`;
  if (draw.proven && !near(truth.optimalGap, draw.optimalGap)) yield `the best gap is ${truth.optimalGap}`;
  if (draw.fairSplits.exact && truth.fair !== draw.fairSplits.count) {
    yield `${truth.fair} splits are fair, not ${draw.fairSplits.count}`;
  }
}

/** A repaired draw moves as few as possible and may be less even than a new one would be. */
function isRepair(draw: Draw): boolean {
  return draw.method.startsWith('repair');
}

function near(a: number, b: number | undefined): boolean {
  return Math.abs(a - (b ?? Number.NaN)) <= SLACK;
}

function isDraw(draw: Draw): boolean {
  const numbers = [draw?.gap, draw?.optimalGap, draw?.lowerBound, draw?.tolerance, draw?.fairSplits?.count];
  return draw?.kind === 'draw' && isTeams(draw.teams) && Array.isArray(draw.means) && numbers.every(Number.isFinite);
}

function isTeams(teams: unknown): boolean {
  return Array.isArray(teams) && teams.every((team) => Array.isArray(team));
}
