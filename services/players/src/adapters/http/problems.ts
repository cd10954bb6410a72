import { refusalsAsProblems } from '@besteam/service-kit';
import type { Reason } from '../../domain/refusal.ts';

/** What the domain refuses, as problems; the reason is the last part of the problem's type. */
export const accepted = refusalsAsProblems<Reason>({
  'not-found': { status: 404, title: 'There is no such thing' },
  forbidden: { status: 403, title: 'You may not do this' },
  'registered-only': { status: 403, title: 'Only registered accounts may do this' },
  'removed-from-squad': { status: 403, title: 'You were removed from this squad' },
  'player-claimed': { status: 409, title: 'Somebody else has claimed this player' },
  'already-claiming': { status: 409, title: 'You are another player already' },
  'owner-stays': { status: 409, title: 'Hand the squad over first' },
  'squad-deleted': { status: 409, title: 'The squad is deleted' },
  conflict: { status: 409, title: 'Too many changes at once' },
  'precondition-failed': { status: 412, title: 'The squad has changed since' },
  'too-many-players': { status: 422, title: 'The squad is full' },
  'too-many-members': { status: 422, title: 'The squad has no room for more members' },
  'too-many-squads': { status: 422, title: 'You own too many squads' },
  'duplicate-criteria': { status: 422, title: 'Two criteria are the same' },
  'name-taken': { status: 422, title: 'Another player has this name' },
  'unknown-player': { status: 422, title: 'There is no such player' },
  'approval-not-needed': { status: 422, title: 'This claim needs no approval' },
  'not-a-registered-member': { status: 422, title: 'Only a registered member can own the squad' },
  'owner-has-no-other-role': { status: 422, title: 'The owner has no other role' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
});
