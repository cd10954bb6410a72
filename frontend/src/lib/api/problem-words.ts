import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './problem.ts';

/** By the last part of a problem's `type`, as the services and their chassis give it; `offline` is the app's own. */
export const words: Record<string, () => string> = {
  offline: m.offline,
  'wrong-credentials': m.problem_wrong_credentials,
  'wrong-password': m.problem_wrong_password,
  'email-taken': m.problem_email_taken,
  'weak-password': m.problem_weak_password,
  unauthorized: m.problem_signed_out,
  forbidden: m.problem_forbidden,
  'registered-only': m.problem_registered_only,
  'guest-has-no-password': m.problem_registered_only,
  'removed-from-squad': m.problem_removed,
  'not-found': m.problem_not_found,
  'squad-deleted': m.problem_not_found,
  'player-claimed': m.problem_player_claimed,
  locked: m.problem_match_locked,
  'precondition-failed': m.problem_stale,
  conflict: m.problem_stale,
  'unknown-player': m.problem_stale,
  'not-rateable': m.problem_stale,
  'already-played': m.problem_stale,
  'called-off': m.problem_stale,
  'too-many-requests': m.problem_too_many,
  'too-few-players': m.problem_too_few,
  'conflicting-rules': m.problem_conflicting_rules,
  'name-taken': m.problem_duplicate_name,
  'too-many-players': m.problem_limit,
  'too-many-members': m.problem_limit,
  'too-many-squads': m.problem_limit,
  'too-many-draws': m.problem_limit,
  'body-too-large': m.problem_limit,
  'idempotency-key-reused': m.problem_sent_otherwise,
  unavailable: m.problem_unavailable,
};

/** What to tell the reader, in his language: what happened and what to do next. */
export function problemWords({ kind, status }: ApiProblem): string {
  const refused = status >= 400 && status < 500;
  return (words[kind] ?? (refused ? m.problem_malformed : m.problem_generic))();
}
