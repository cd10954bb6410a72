import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './problem.ts';

const words: Record<string, () => string> = {
  offline: m.offline,
  'wrong-credentials': m.problem_wrong_credentials,
  'wrong-password': m.problem_wrong_password,
  'email-taken': m.problem_email_taken,
  'weak-password': m.problem_weak_password,
  unauthenticated: m.problem_signed_out,
  'session-ended': m.problem_signed_out,
  forbidden: m.problem_forbidden,
  'registered-only': m.problem_registered_only,
  'removed-from-squad': m.problem_removed,
  'not-found': m.problem_not_found,
  'player-claimed': m.problem_player_claimed,
  'approval-needed': m.problem_approval_needed,
  'match-locked': m.problem_match_locked,
  'stale-version': m.problem_stale,
  conflict: m.problem_stale,
  'too-many-requests': m.problem_too_many,
  'malformed-request': m.problem_malformed,
  'too-few-players': m.problem_too_few,
  'conflicting-rules': m.problem_conflicting_rules,
  'invalid-rule': m.problem_conflicting_rules,
  'duplicate-name': m.problem_duplicate_name,
  'limit-reached': m.problem_limit,
  'payload-too-large': m.problem_limit,
  'not-implemented': m.problem_not_built,
  unavailable: m.problem_unavailable,
};

/** What to tell the reader, in his language: what happened and what to do next. */
export function problemWords(problem: ApiProblem): string {
  return (words[problem.kind] ?? m.problem_generic)();
}
