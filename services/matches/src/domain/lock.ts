import type { Match } from './match.ts';
import { isOver, mustLookAfter } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Member } from './squad.ts';

/** The match with its teams locked, or open to shuffles again. */
export function lockedOrOpened(me: Member, match: Match, locked: boolean): Match | Refusal {
  const refusal = mustLookAfter(me, match);
  if (refusal) return refusal;
  if (!match.draw) return refuse('not-drawn', 'There are no teams to lock yet.');
  return isOver(match) ?? (match.locked === locked ? match : { ...match, locked });
}
