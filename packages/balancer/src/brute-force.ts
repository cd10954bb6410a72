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
  const { players, teams, rules = [], balance } = input;
  const small = Math.floor(players.length / teams);
  const big = players.length % teams;
  const index = new Map(players.map(({ id }, i) => [id, i]));
  const levels = players.map(({ level }) => Math.round(level * 100));
  const team: number[] = [];
  const teamOf = (id: PlayerId) => team[index.get(id) ?? -1] ?? -1;
  const load = Array.from({ length: teams }, () => 0);
  const gap = () => {
    const sums = load.map(() => 0);
    for (let player = 0; player < team.length; player++) {
      const t = team[player] ?? 0;
      sums[t] = (sums[t] ?? 0) + (levels[player] ?? 0);
    }
    const values = sums.map((sum, t) => sum / (balance === 'totals' ? 100 : 100 * (load[t] ?? 1)));
    return Math.max(...values) - Math.min(...values);
  };
  const hasRoom = (size: number) =>
    size < small || (size === small && load.filter((other) => other > small).length < big);
  // Depth first: the next player goes to the first team from `from` on; who cannot takes the one before back out.
  let from = 0;
  for (;;) {
    const full = team.length === players.length;
    if (full && keepsRules(input, rules, teamOf)) yield { team: [...team], gap: gap() };
    // Empty teams are all alike.
    const limit = full ? 0 : load.indexOf(0) + 1 || teams;
    while (from < limit && !hasRoom(load[from] ?? 0)) from++;
    if (from < limit) {
      team.push(from);
      load[from] = (load[from] ?? 0) + 1;
      from = 0;
      continue;
    }
    const last = team.pop();
    if (last === undefined) return;
    load[last] = (load[last] ?? 0) - 1;
    from = last + 1;
  }
}

/** Whether a split keeps the rules; of `fixed` only that it can be labelled so (which team is which is not looked at). */
export function keepsRules(input: Question, rules: readonly Rule[], teamOf: (id: PlayerId) => number): boolean {
  if (rules.length === 0) return true;
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
