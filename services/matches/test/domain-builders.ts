import { draw, type Rule } from '@besteam/balancer';
import type { Ballot, Ratings } from '../src/domain/ballot.ts';
import { drawInput, drawn, engineInput } from '../src/domain/drawing.ts';
import type { LineUp } from '../src/domain/line-up.ts';
import { type Match, type Numbers, newMatch, type Plan } from '../src/domain/match.ts';
import { isRefusal, type Refusal } from '../src/domain/refusal.ts';
import type { Member, Squad } from '../src/domain/squad.ts';

export const NOW = '2026-11-22T10:00:00.000Z';

/** Players p0, p1, …; the member a0 (owner) claims p0, a1 (organiser) p1, a2 and on (members) p2 and on. */
export function squadOf(size: number, change: Partial<Squad> = {}): Squad {
  const indices = Array.from({ length: size }, (_, index) => index);
  return {
    squadId: 'squad',
    version: 1,
    name: 'Squad',
    criteria: [{ id: 'level', weight: 1 }],
    rules: { raters: 'players', numbers: 'shown' },
    players: indices.map((i) => ({ id: `p${i}`, name: `Player ${i}`, positions: i < 2 ? ['goalkeeper'] : [] })),
    members: indices.map((i) => ({
      accountId: `a${i}`,
      role: i === 0 ? 'owner' : i === 1 ? 'organiser' : 'member',
      playerId: `p${i}`,
    })),
    ...change,
  };
}

export function member(squad: Squad, index: number): Member {
  const found = squad.members[index];
  if (!found) throw new Error(`the squad has no member ${index}`);
  return found;
}

/** A ballot of `a<rater>` that gives these levels. */
export function ballot(rater: number, levels: Record<string, number>, change: Partial<Ballot> = {}): Ballot {
  const ratings: Ratings = Object.fromEntries(Object.entries(levels).map(([id, level]) => [id, { level }]));
  return { squadId: 'squad', accountId: `a${rater}`, ratings, version: 1, updatedAt: NOW, ...change };
}

export function planned(plan: Plan = {}, createdBy = 'a2'): Match {
  return newMatch({ squadId: 'squad', matchId: 'match', createdBy, createdAt: NOW }, plan);
}

/** The match after everybody of the squad was drawn, the later the better. */
export function drawnMatch(squad: Squad, numbers: Numbers = 'open', order: Partial<LineUp> = {}): Match {
  return drawAgain(squad, planned(), numbers, order);
}

export function drawAgain(
  squad: Squad,
  match: Match,
  numbers: Numbers,
  order: Partial<LineUp> = {},
  seed = 's',
): Match {
  const rules: Rule[] = [];
  const playerIds = squad.players.map(({ id }) => id);
  const line: LineUp = { playerIds, ringers: [], teams: 2, rules, ...order };
  const levels = { numbers, levels: Object.fromEntries(playerIds.map((id, i) => [id, 1 + (i % 9) / 3])) };
  const input = drawInput(
    squad,
    line,
    levels,
    match.draws.map(({ teams }) => teams),
  );
  const outcome = draw(engineInput(input, seed));
  if (outcome.kind === 'refusal') throw new Error(JSON.stringify(outcome));
  const by = { by: 'a2', now: NOW, seed, salt: 'salt', commitment: 'c0ffee' };
  return drawn(match, { line, levels, input, draw: outcome, ...by });
}

/** What was decided, when it must not have been a refusal. */
export function granted<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(`${result.reason}: ${result.detail}`);
  return result;
}

/** The reason of what must have been a refusal. */
export function reasonOf(result: object | undefined): string | undefined {
  return result && isRefusal(result) ? result.reason : undefined;
}
