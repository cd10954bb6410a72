import type { Match, Result } from './match.ts';
import { calledOffAlready, isOver, mustLookAfter } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';
import type { Member } from './squad.ts';

/** The match with its teams settled, or open to shuffles again. */
export function settled(me: Member, match: Match, locked: boolean): Match | Refusal {
  const refusal = mustLookAfter(me, match);
  if (refusal) return refusal;
  if (!match.draw) return refuse('not-drawn', 'There are no teams to lock yet.');
  return isOver(match) ?? (match.locked === locked ? match : { ...match, locked });
}

/** The match as played. A result may be corrected; it never changes a level. */
export function played(match: Match, result: Result): Match | Refusal {
  if (!match.draw) return refuse('not-drawn', 'A match needs teams before it has a result.');
  if (match.status === 'called-off') return calledOffAlready;
  const teams = match.draw.teams.length;
  if (result.scores.length !== teams) {
    return refuse('impossible-result', `${teams} teams have ${teams} scores.`, [
      { path: 'body/scores', message: `must have ${teams} entries, one a team` },
    ]);
  }
  return { ...match, status: 'played', result };
}

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
