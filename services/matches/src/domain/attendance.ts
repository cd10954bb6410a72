import type { Answer, Match } from './match.ts';

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

/** Whoever is drawn without having answered is in. */
export function withEverybodyIn(match: Match, playerIds: string[]): Match {
  return playerIds.reduce((so, playerId) => answered(so, playerId, 'in', match.createdAt), match);
}
