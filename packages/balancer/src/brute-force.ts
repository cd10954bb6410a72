import type { PlayerId, Rule } from './types.ts';

interface Question {
  players: { id: PlayerId; level: number; tags?: string[] }[];
  teams: number;
  rules?: Rule[];
  balance?: 'means' | 'totals';
}

/** Floating-point slack in levels. */
const SLACK = 1e-9;

/**
 * Looks at every split into unlabelled teams that keeps the rules: the smallest gap, and how many splits have a gap of at
 * most `tolerance`. The yardstick of the tests and of `verify`; for up to about 12 players.
 */
export function bruteForce(input: Question, tolerance: number): { optimalGap: number; fair: number; legal: number } {
  const found = { optimalGap: Infinity, fair: 0, legal: 0 };
  for (const { gap } of everySplit(input)) {
    found.legal++;
    found.optimalGap = Math.min(found.optimalGap, gap);
    if (gap <= tolerance + SLACK) found.fair++;
  }
  return found;
}

/** Every legal split once: `team[i]` of player i, teams numbered in order of appearance. */
export function* everySplit(input: Question): Generator<{ team: number[]; gap: number }> {
  const { players, teams } = input;
  const small = Math.floor(players.length / teams);
  const big = players.length % teams;
  const index = new Map(players.map(({ id }, i) => [id, i]));
  const team: number[] = [];
  const load = Array.from({ length: teams }, () => 0);
  function* place(player: number): Generator<{ team: number[]; gap: number }> {
    if (player === players.length) {
      const legal = keepsRules(input, input.rules ?? [], (id) => team[index.get(id) ?? -1] ?? -1);
      if (legal) yield { team: [...team], gap: gap(input, team) };
      return;
    }
    for (let t = 0; t < teams; t++) {
      const size = load[t] ?? 0;
      const room = size < small || (size === small && load.filter((other) => other > small).length < big);
      if (room) {
        team[player] = t;
        load[t] = size + 1;
        yield* place(player + 1);
        load[t] = size;
      }
      if (size === 0) break;
    }
  }
  yield* place(0);
}

/** Whether a split keeps the rules; of `fixed` only that it can be labelled so (which team is which is not looked at). */
export function keepsRules(input: Question, rules: readonly Rule[], teamOf: (id: PlayerId) => number): boolean {
  const labels = new Map<number, number>();
  const taken = new Map<number, number>();
  return rules.every((rule) => {
    switch (rule.kind) {
      case 'fixed': {
        const team = teamOf(rule.player);
        const agrees = (labels.get(team) ?? rule.team) === rule.team && (taken.get(rule.team) ?? team) === team;
        labels.set(team, rule.team);
        taken.set(rule.team, team);
        return agrees;
      }
      case 'together':
        return new Set(rule.players.map(teamOf)).size <= 1;
      case 'apart':
        return new Set(rule.players.map(teamOf)).size === rule.players.length;
      case 'spread': {
        const tagged = input.players.filter(({ tags }) => tags?.includes(rule.tag));
        const counts = Array.from({ length: input.teams }, () => 0);
        for (const { id } of tagged) counts[teamOf(id)] = (counts[teamOf(id)] ?? 0) + 1;
        const share = tagged.length / input.teams;
        return counts.every((count) => count >= Math.floor(share) && count <= Math.ceil(share));
      }
    }
    return false;
  });
}

function gap(input: Question, team: readonly number[]): number {
  const sums = Array.from({ length: input.teams }, () => 0);
  const sizes = Array.from({ length: input.teams }, () => 0);
  for (const [player, t] of team.entries()) {
    sums[t] = (sums[t] ?? 0) + Math.round((input.players[player]?.level ?? 0) * 100);
    sizes[t] = (sizes[t] ?? 0) + 1;
  }
  const values = sums.map((sum, t) => sum / (input.balance === 'totals' ? 100 : 100 * (sizes[t] ?? 1)));
  return Math.max(...values) - Math.min(...values);
}
