import type { Match, Result } from './match.ts';
import { calledOffAlready } from './permission.ts';
import { type Refusal, refuse } from './refusal.ts';

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
