import type { Match } from '@besteam/contracts/matches';

/** The players who are coming and have a place: those who answered *in*, without the reserves. */
export const whoIsIn = ({ attendance, reserves }: Pick<Match, 'attendance' | 'reserves'>): string[] =>
  attendance
    .filter(({ status, playerId }) => status === 'in' && !reserves.includes(playerId))
    .map(({ playerId }) => playerId);
