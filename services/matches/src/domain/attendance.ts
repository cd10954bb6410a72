import type { Answer, Match } from './match.ts';
import { isOver, looksAfter } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import { hasPlayer, type Member, type Squad } from './squad.ts';

/** The match after somebody said whether a player is coming: the player himself, or who looks after the match. */
export function saidWhetherComing(
  squad: Squad,
  me: Member,
  match: Match,
  { playerId, status }: Pick<Answer, 'playerId' | 'status'>,
  now: string,
): Match | Refusal {
  if (!hasPlayer(squad, playerId)) return refuse('not-found', 'There is no such player in this squad.');
  if (me.playerId !== playerId && !looksAfter(me, match)) {
    return refuse('forbidden', 'Only the player, who made this match, an organiser or the owner may say this.');
  }
  return isOver(match) ?? answered(withoutFormerPlayers(squad, match), playerId, status, now);
}

/** The match without the answers of who left the squad: nobody sees them, and a document has its limits. */
export function withoutFormerPlayers(squad: Squad, match: Match): Match {
  const attendance = match.attendance.filter(({ playerId }) => hasPlayer(squad, playerId));
  return attendance.length === match.attendance.length ? match : { ...match, attendance };
}

/** The match after a player answered. Saying the same again keeps the place in the order. */
export function answered(match: Match, playerId: string, status: Answer['status'], now: string): Match {
  const before = match.attendance.find((answer) => answer.playerId === playerId);
  if (before?.status === status) return match;
  const answer = { playerId, status, order: match.answers, at: now };
  const others = match.attendance.filter((other) => other.playerId !== playerId);
  return { ...match, attendance: [...others, answer], answers: match.answers + 1 };
}

/** Who is in and has a place, in order of answer: when somebody drops out, the first reserve moves up by himself. */
export function playing(match: Pick<Match, 'attendance' | 'plan'>): string[] {
  return inOrder(match).slice(0, match.plan.capacity);
}

/** Who is in but waits for a place, first come first. */
export function reserves(match: Pick<Match, 'attendance' | 'plan'>): string[] {
  return match.plan.capacity === undefined ? [] : inOrder(match).slice(match.plan.capacity);
}

function inOrder({ attendance }: Pick<Match, 'attendance'>): string[] {
  return attendance
    .filter(({ status }) => status === 'in')
    .sort((a, b) => a.order - b.order)
    .map(({ playerId }) => playerId);
}

/** The match after one player gave his place to another: who comes stands where the other stood, before any reserve. */
export function placeGiven(match: Match, from: string, to: string, now: string): Match {
  const given = match.attendance.find(({ playerId, status }) => playerId === from && status === 'in');
  const after = answered(answered(match, from, 'out', now), to, 'in', now);
  if (!given) return after;
  const attendance = after.attendance.map((answer) =>
    answer.playerId === to ? { ...answer, order: Math.min(answer.order, given.order) } : answer,
  );
  return { ...after, attendance };
}

/** Whoever is drawn without having answered is in. */
export function withEverybodyIn(match: Match, playerIds: string[]): Match {
  return playerIds.reduce((so, playerId) => answered(so, playerId, 'in', match.createdAt), match);
}
