import type { Match, Result } from './match.ts';
import { mustLookAfter } from './permission.ts';
import { type Refusal, refused } from './refusal.ts';
import type { Member } from './squad.ts';

/** The match with its teams settled, or open to shuffles again. */
export function settled(me: Member, match: Match, locked: boolean): Match | Refusal {
  const refusal = mustLookAfter(me, match);
  if (refusal) return refusal;
  if (!match.draw) return refused('not-drawn', 'There are no teams to lock yet.');
  if (match.status === 'played') return refused('already-played', 'This match has been played.');
  return match.locked === locked ? match : { ...match, locked };
}

/** The match as played. A result may be corrected; it never changes a level. */
export function played(match: Match, result: Result): Match | Refusal {
  if (!match.draw) return refused('not-drawn', 'A match needs teams before it has a result.');
  const teams = match.draw.teams.length;
  if (result.scores.length !== teams) {
    return refused('impossible-result', `${teams} teams have ${teams} scores.`, [
      { path: 'body/scores', message: `must have ${teams} entries, one a team` },
    ]);
  }
  return { ...match, status: 'played', result };
}
