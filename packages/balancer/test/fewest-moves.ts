import { everySplit } from '../src/brute-force.ts';
import type { DrawInput, Rule } from '../src/types.ts';

/** How many players of both splits are in another team after than before. */
export function movesBetween(before: string[][], after: string[][]): number {
  return before.reduce((sum, team, t) => {
    return sum + team.filter((id) => after.flat().includes(id) && !after[t]?.includes(id)).length;
  }, 0);
}

/** Looks at every labelled split that keeps the rules: fewest moves, then smallest gap. */
export function fewestMoves(input: DrawInput, before: string[][]): { moves: number; gap: number } {
  let truth = { moves: Infinity, gap: Infinity };
  for (const { team, gap } of everySplit(input)) {
    for (const labels of permutations(input.teams)) {
      const teams = labels.map((label) => input.players.flatMap(({ id }, i) => (team[i] === label ? [id] : [])));
      const moves = movesBetween(before, teams);
      const better = moves < truth.moves || (moves === truth.moves && gap < truth.gap);
      if (better && keepsLabels(input, teams)) truth = { moves, gap };
    }
  }
  return truth;
}

function keepsLabels({ rules = [] }: DrawInput, teams: string[][]): boolean {
  return rules.every((rule) => rule.kind !== 'fixed' || teams[rule.team]?.includes(rule.player));
}

function permutations(count: number): number[][] {
  if (count === 0) return [[]];
  return permutations(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)),
  );
}

/** A rule for those who remain, at the same place among the rules. */
export function staying(rule: Rule, out: string[]): Rule {
  if (rule.kind === 'fixed') return out.includes(rule.player) ? { kind: 'together', players: [] } : rule;
  if (rule.kind === 'spread') return rule;
  return { ...rule, players: rule.players.filter((id) => !out.includes(id)) };
}
