import type { Match } from './match.ts';
import { mustLookAfter } from './permission.ts';
import type { Refusal } from './refusal.ts';
import type { Member } from './squad.ts';

/**
 * What becomes of a match somebody deletes: one that was never drawn goes (undefined); one that was is called off, and
 * stays listed with its draws, so that nobody draws until he likes the teams, unseen.
 */
export function deleted(me: Member, match: Match, now: string): Match | Refusal | undefined {
  const refusal = mustLookAfter(me, match);
  if (refusal) return refusal;
  if (match.draws.length === 0) return undefined;
  if (match.status === 'called-off') return match;
  return { ...match, status: 'called-off', calledOff: { by: me.accountId, at: now } };
}
