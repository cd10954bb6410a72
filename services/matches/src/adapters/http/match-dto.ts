import type { Draw, DrawSummary, Match as MatchDto } from '@besteam/contracts/matches';
import type { MatchView } from '../../application/get-match.ts';
import { reserves } from '../../domain/attendance.ts';
import { isOpen } from '../../domain/draw-levels.ts';
import { priceOf } from '../../domain/evenness.ts';
import type { CurrentDraw, Match, PastDraw } from '../../domain/match.ts';
import { hasPlayer, memberOf, type Squad } from '../../domain/squad.ts';

/** A match as its squad may see it: where a draw's numbers are withheld, or the squad hides them now, none is told. */
export function matchDto({ squad, match }: Pick<MatchView, 'squad' | 'match'>): MatchDto {
  const { matchId, status, createdAt, createdBy, plan, locked, draw, draws, result, calledOff } = match;
  const listed = match.attendance.filter(({ playerId }) => hasPlayer(squad, playerId));
  return {
    id: matchId,
    status,
    createdAt,
    createdBy,
    ...plan,
    locked,
    attendance: listed.map(({ playerId, status, at }) => ({ playerId, status, answeredAt: at })),
    reserves: reserves(match).filter((playerId) => hasPlayer(squad, playerId)),
    extras: draw?.ringers ?? [],
    ...(draw && { draw: drawDto(squad, match, draw) }),
    draws: draws.map((past, index) => summaryDto(squad, past, index + 1)),
    ...(result && { result }),
    ...(calledOff && { calledOff: calledOffDto(squad, calledOff) }),
  };
}

export function drawDto(squad: Squad, { draws }: Match, draw: CurrentDraw): Draw {
  const { certificate, input, commitment } = draw;
  const last = draws.at(-1);
  const open = isOpen(squad, draw);
  return {
    number: draws.length,
    at: last?.at ?? '',
    ...askerOf(squad, last?.by ?? ''),
    teams: draw.teams.map((players, team) => ({ players, ...(open && { mean: draw.means[team] ?? 0 }) })),
    evenness: draw.evenness,
    proven: certificate.proven,
    ...(input.balance && { balance: input.balance }),
    costs: certificate.costs.map(({ rule, gap }) => ({ rule, price: priceOf(gap), ...(open && { gap }) })),
    constraints: input.rules,
    engine: certificate.engine,
    // Over so few inputs a plain hash could be guessed back into levels.
    inputHash: open ? certificate.inputHash : commitment,
    adjustedByHand: draw.adjusted,
    ...(open ? numbersDto(draw) : { commitment }),
  };
}

function numbersDto({ gap, seed, certificate }: CurrentDraw) {
  const { optimalGap, lowerBound, fairSplits, tolerance, method, starsApart } = certificate;
  return { gap, optimalGap, lowerBound, fairSplits, tolerance, method, starsApart, seed };
}

function summaryDto(squad: Squad, past: PastDraw, number: number): DrawSummary {
  const { at, by, teams, evenness, gap, adjusted } = past;
  const numbers = isOpen(squad, past) ? { gap } : {};
  return { number, at, ...askerOf(squad, by), teams, evenness, ...numbers, adjustedByHand: adjusted };
}

/** Who asked for a draw, and his name: members cannot list each other. */
function askerOf(squad: Squad, requestedBy: string): Pick<Draw, 'requestedBy' | 'requestedByName'> {
  const requestedByName = nameOf(squad, requestedBy);
  return requestedByName ? { requestedBy, requestedByName } : { requestedBy };
}

function calledOffDto(squad: Squad, { at, by }: { at: string; by: string }): NonNullable<MatchDto['calledOff']> {
  const byName = nameOf(squad, by);
  return byName ? { at, by, byName } : { at, by };
}

function nameOf(squad: Squad, accountId: string): string | undefined {
  return memberOf(squad, accountId)?.displayName;
}
