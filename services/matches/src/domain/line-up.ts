import type { Balance, Rule } from '@besteam/balancer';
import { playing } from './attendance.ts';
import type { Match } from './match.ts';
import { type FieldError, type Refusal, refuse } from './refusal.ts';
import type { Ringer } from './ringer.ts';
import { hasPlayer, type Squad } from './squad.ts';

/** What a member asks of a draw; what he leaves out is taken from the match. */
export interface DrawOrder {
  playerIds?: string[] | undefined;
  teams?: number | undefined;
  rules?: Rule[] | undefined;
  ringers?: Ringer[] | undefined;
  balance?: Balance | undefined;
}

/** Who plays and under which rules. */
export interface LineUp {
  playerIds: string[];
  ringers: Ringer[];
  teams: number;
  rules: Rule[];
  /** Absent: means. */
  balance?: Balance | undefined;
}

const DEFAULT_TEAMS = 2;

/** The line-up of a draw: as ordered; else who is in, and the rules and ringers of the draw before. */
export function lineUp(squad: Squad, match: Match | undefined, order: DrawOrder): LineUp | Refusal {
  const before = match?.draw;
  const ringers = order.ringers ?? before?.ringers ?? [];
  const playerIds = order.playerIds ?? (match ? playing(match).filter((playerId) => hasPlayer(squad, playerId)) : []);
  const everybody = new Set([...playerIds, ...ringers.map(({ id }) => id)]);
  const teams = order.teams ?? before?.teams.length ?? match?.plan.teams ?? DEFAULT_TEAMS;
  const rules = order.rules ?? rulesThatConcern(before?.input.rules ?? [], everybody, teams);
  const unknown = playerIds.flatMap((playerId, index) =>
    hasPlayer(squad, playerId) ? [] : { path: `body/playerIds/${index}`, message: 'is no player of this squad' },
  );
  if (unknown.length > 0) return refuse('unknown-player', 'Only players of the squad can be drawn.', unknown);
  const misplaced = rules.flatMap((rule, index) => ruleErrors(rule, index, everybody, teams));
  if (misplaced.length > 0) return refuse('unknown-player', 'A rule names who or what is not in this draw.', misplaced);
  if (everybody.size < teams) {
    const detail = `${everybody.size} players cannot make ${teams} teams.`;
    return refuse('too-few-players', detail, [{ path: 'body/playerIds', message: 'are fewer than the teams' }]);
  }
  return { playerIds, ringers, teams, rules, balance: order.balance ?? before?.input.balance };
}

/** The rules that can be kept where only these play in so many teams. */
export function rulesThatConcern(rules: Rule[], everybody: Set<string>, teams: number): Rule[] {
  return rules.filter((rule) => ruleErrors(rule, 0, everybody, teams).length === 0);
}

function ruleErrors(rule: Rule, index: number, everybody: Set<string>, teams: number): FieldError[] {
  const path = `body/constraints/${index}`;
  const stranger = (playerId: string, field: string) =>
    everybody.has(playerId) ? [] : [{ path: `${path}/${field}`, message: 'does not play' }];
  switch (rule.kind) {
    case 'fixed':
      return [
        ...stranger(rule.player, 'player'),
        ...(rule.team < teams ? [] : [{ path: `${path}/team`, message: 'is no team of this draw' }]),
      ];
    case 'together':
    case 'apart':
      return rule.players.flatMap((playerId, position) => stranger(playerId, `players/${position}`));
    case 'spread':
      return [];
  }
}
