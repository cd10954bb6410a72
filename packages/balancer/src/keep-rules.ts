import type { Problem } from './problem.ts';

/** Whether labelled teams (team of each player, by index) keep every rule. */
export function keepRules(problem: Problem, team: readonly number[]): boolean {
  const teamOf = (id: string) => team[problem.indexOf.get(id) ?? -1];
  return problem.rules.every((rule) => {
    if (rule.kind === 'fixed') return teamOf(rule.player) === rule.team;
    if (rule.kind === 'spread') return isSpread(problem, rule.tag, team);
    const used = new Set(rule.players.map(teamOf)).size;
    return rule.kind === 'together' ? used <= 1 : used === rule.players.length;
  });
}

/** Whether every team has its share of those with the tag, rounded down or up. */
function isSpread({ players, shape }: Problem, tag: string, team: readonly number[]): boolean {
  const tagged = team.filter((_, player) => players[player]?.tags?.includes(tag));
  const share = tagged.length / shape.teams;
  const counts = Array.from({ length: shape.teams }, (_, t) => tagged.filter((other) => other === t).length);
  return counts.every((count) => Math.abs(count - share) < 1);
}
