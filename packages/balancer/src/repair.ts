import { type Budget, budgetOf } from './budget.ts';
import { DEFAULT_TIME_LIMIT_MS, draw } from './draw.ts';
import { keepRules } from './keep-rules.ts';
import { isRefusal, type Problem, readProblem } from './problem.ts';
import { meansOf, toIds } from './result.ts';
import { factor, type Shape, toLevels } from './shape.ts';
import type { Change, Draw, DrawInput, PlayerId, Refusal, Rule } from './types.ts';

/**
 * Mends a split after somebody dropped out or joined: as few players as possible change team (new players do not count),
 * and among all ways to do that the fairest. Teams keep their index. `input` is the draw's input before the change and
 * `teams` its teams. Rules stay in force for those who still play.
 *
 * The certificate (`optimalGap`, `lowerBound`, `fairSplits`) is that of a new draw of the same players, for comparison.
 */
export function repair(input: DrawInput, teams: PlayerId[][], change: Change): Draw | Refusal {
  const before = readProblem(input);
  if (isRefusal(before)) return before;
  const { out: leaving = [], in: joining = [] } = change ?? {};
  if (!Array.isArray(leaving) || !Array.isArray(joining)) return invalid('who leaves and who joins must be lists');
  const out = new Set(leaving);
  const stranger = leaving.find((id) => !input.players.some((player) => player.id === id));
  if (stranger !== undefined) return invalid(`${stranger} is not among the players`);
  const players = [...input.players.filter(({ id }) => !out.has(id)), ...joining];
  const after = { ...input, players, rules: (input.rules ?? []).map((rule) => without(rule, out)) };
  const fresh = draw(after);
  if (fresh.kind === 'refusal') return fresh;
  const problem = readProblem(after);
  if (isRefusal(problem)) return problem;
  const home = homes(problem, input, teams);
  if (home === undefined) return invalid('the teams are not made of the players');
  const found = fewestMoves(problem, home, budgetOf(input.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS));
  if (found === undefined) return invalid('no repair was found in time');
  const seats = fresh.teams.map((_, t) => found.team.flatMap((team, player) => (team === t ? [player] : [])));
  const fewest = found.complete ? 'the fewest possible' : 'maybe not the fewest or fairest';
  return {
    ...fresh,
    teams: toIds(problem, seats),
    means: meansOf(problem, seats),
    gap: toLevels(problem.shape, found.gap),
    method: `repair: ${found.moves} changed team, ${fewest}; ${fresh.method}`,
    starsApart: new Set(found.team.slice(0, problem.shape.teams)).size === problem.shape.teams,
  };
}

function invalid(detail: string): Refusal {
  return { kind: 'refusal', reason: 'invalid', detail };
}

/** The rule for those who remain; its place in the list is kept, so that indices still point at the same rules. */
function without(rule: Rule, out: ReadonlySet<PlayerId>): Rule {
  if (rule.kind === 'fixed') return out.has(rule.player) ? { kind: 'together', players: [] } : rule;
  if (rule.kind === 'spread' || !Array.isArray(rule.players)) return rule;
  return { ...rule, players: rule.players.filter((id) => !out.has(id)) };
}

/** Team of each remaining player before the repair; −1 for those who join. */
function homes(problem: Problem, input: DrawInput, teams: PlayerId[][]): number[] | undefined {
  if (!Array.isArray(teams) || teams.length !== problem.shape.teams) return undefined;
  const everybody = teams.flat();
  const known = new Set(input.players.map(({ id }) => id));
  if (new Set(everybody).size !== everybody.length || everybody.length !== known.size) return undefined;
  if (everybody.some((id) => !known.has(id))) return undefined;
  return problem.players.map(({ id }) => teams.findIndex((team) => team.includes(id)));
}

interface Repair {
  team: number[];
  moves: number;
  gap: number;
  complete: boolean;
}

/** Iterative deepening on the number of moves, so that the first depth with a legal split is the smallest. */
function fewestMoves(problem: Problem, home: readonly number[], budget: Budget): Repair | undefined {
  for (let moves = 0; moves <= home.length; moves++) {
    const found = withMoves(problem, home, moves, budget);
    if (found) return found;
  }
  return undefined;
}

function withMoves(problem: Problem, home: readonly number[], moves: number, budget: Budget): Repair | undefined {
  const { shape, values } = problem;
  const team = [...home];
  const joining = home.flatMap((t, player) => (t < 0 ? [player] : []));
  const load = Array.from({ length: shape.teams }, (_, t) => home.filter((other) => other === t).length);
  const sum = load.map((_, t) => home.reduce((total, h, player) => total + (h === t ? (values[player] ?? 0) : 0), 0));
  let best: Repair | undefined;
  const put = (player: number, from: number, to: number) => {
    for (const [t, sign] of [[from, -1] as const, [to, 1] as const]) {
      if (t < 0) continue;
      load[t] = (load[t] ?? 0) + sign;
      sum[t] = (sum[t] ?? 0) + sign * (values[player] ?? 0);
    }
    team[player] = to;
  };
  const leaf = () => {
    const value = sum.map((s, t) => s * factor(shape, load[t] ?? 1));
    const gap = Math.max(...value) - Math.min(...value);
    if (gap < (best?.gap ?? Infinity) && keepRules(problem, team))
      best = { team: [...team], moves, gap, complete: true };
  };
  const movePlayers = (start: number, left: number) => {
    if (--budget.left < 0 || movesNeeded(shape, load) > left) return;
    if (left === 0) return leaf();
    for (let player = start; player < home.length; player++) {
      const from = home[player] ?? -1;
      if (from < 0) continue;
      for (let to = 0; to < shape.teams; to++) {
        if (to === from) continue;
        put(player, from, to);
        movePlayers(player + 1, left - 1);
        put(player, to, from);
      }
    }
  };
  const placeJoining = (index: number) => {
    const player = joining[index];
    if (player === undefined) return movePlayers(0, moves);
    for (let to = 0; to < shape.teams && budget.left >= 0; to++) {
      put(player, -1, to);
      if (movesNeeded(shape, load) <= moves) placeJoining(index + 1);
      put(player, to, -1);
    }
  };
  placeJoining(0);
  if (best && budget.left < 0) best.complete = false;
  return best;
}

/** At least this many must still change team for legal sizes: all above the smaller size but one in each larger team. */
function movesNeeded(shape: Shape, load: readonly number[]): number {
  let [over, beyond] = [0, 0];
  for (const size of load) {
    over += Math.max(0, size - shape.small);
    beyond += Math.max(0, size - shape.small - 1);
  }
  return Math.max(over - shape.big, beyond);
}
