import type { Rule } from '@besteam/contracts/matches';

/** The tag of those who keep goal. */
export const goalkeeper = 'goalkeeper';

/** Somebody who can be drawn: a player of the squad, or a ringer of this match alone. */
export type Entrant = { id: string; name: string; goalkeeper: boolean; ringer: boolean };

/** Rules naming somebody who does not play are left out: they can neither hold nor fail. */
export function rulesInPlay(rules: Rule[], playing: ReadonlySet<string>, teams: number): Rule[] {
  return rules.flatMap((rule): Rule[] => {
    if (rule.kind === 'spread') return [rule];
    if (rule.kind === 'fixed') return playing.has(rule.player) && rule.team < teams ? [rule] : [];
    const players = rule.players.filter((player) => playing.has(player));
    return players.length < 2 ? [] : [{ ...rule, players }];
  });
}

/** Whether two rules say the same. */
export function sameRule(a: Rule, b: Rule): boolean {
  return JSON.stringify(ordered(a)) === JSON.stringify(ordered(b));
}

function ordered(rule: Rule): Rule {
  return rule.kind === 'together' || rule.kind === 'apart' ? { ...rule, players: [...rule.players].sort() } : rule;
}
