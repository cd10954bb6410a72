import type { Problem } from './problem.ts';

/** Whether labelled teams (team of each player, by index) keep every rule. */
export function keepRules(problem: Problem, team: readonly number[]): boolean {
  const { teams } = problem.shape;
  const teamOf = (id: string) => team[problem.indexOf.get(id) ?? -1];
  return problem.rules.every((rule) => {
    switch (rule.kind) {
      case 'fixed':
        return teamOf(rule.player) === rule.team;
      case 'together':
        return new Set(rule.players.map(teamOf)).size <= 1;
      case 'apart':
        return new Set(rule.players.map(teamOf)).size === rule.players.length;
      case 'spread': {
        const counts = Array.from({ length: teams }, () => 0);
        for (const [player, { tags }] of problem.players.entries()) {
          const t = team[player] ?? 0;
          if (tags?.includes(rule.tag)) counts[t] = (counts[t] ?? 0) + 1;
        }
        const share = counts.reduce((a, b) => a + b, 0) / teams;
        return counts.every((count) => count >= Math.floor(share) && count <= Math.ceil(share));
      }
    }
    return false;
  });
}
