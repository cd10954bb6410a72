import type { Match } from './match.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Member } from './squad.ts';

/** Whether a member looks after a match: who made it, an organiser, the owner. */
export function looksAfter(me: Member, match: Match): boolean {
  return me.role !== 'member' || me.accountId === match.createdBy;
}

/** What stands in the way of a member who wants to change a match's plan or lock its teams. */
export function mustLookAfter(me: Member, match: Match): Refusal | undefined {
  if (looksAfter(me, match)) return undefined;
  return refuse('forbidden', 'Only who made this match, an organiser or the owner may do this.');
}

export const calledOffAlready = refuse('called-off', 'This match has been called off.');

/** What stands in the way of changing a match that is over. */
export function isOver({ status }: Match): Refusal | undefined {
  if (status === 'played') return refuse('already-played', 'This match has been played.');
  return status === 'called-off' ? calledOffAlready : undefined;
}

/** What stands in the way of changing teams as they stand. */
export function teamsAreFixed(match: Match): Refusal | undefined {
  return isOver(match) ?? (match.locked ? refuse('locked', 'The teams of this match are locked.') : undefined);
}
