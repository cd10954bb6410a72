/** Why the domain says no. Each reason is the stable last part of a problem's `type`. */
export type Reason =
  | 'not-found'
  | 'forbidden'
  | 'registered-only'
  | 'removed-from-squad'
  | 'player-claimed'
  | 'already-claiming'
  | 'owner-stays'
  | 'squad-deleted'
  | 'conflict'
  | 'precondition-failed'
  | 'too-many-players'
  | 'too-many-members'
  | 'too-many-squads'
  | 'duplicate-criteria'
  | 'name-taken'
  | 'unknown-player'
  | 'approval-not-needed'
  | 'not-a-registered-member'
  | 'owner-has-no-other-role'
  | 'idempotency-key-reused';

/** One field at fault: where (`body/…`) and what is wrong with it. */
export interface FieldError {
  path: string;
  message: string;
}

export interface Refusal {
  kind: 'refused';
  reason: Reason;
  detail: string;
  errors?: FieldError[];
}

/** A refusal, with words for a person and the fields that are at fault. */
export function refuse(reason: Reason, detail: string, errors?: FieldError[]): Refusal {
  return { kind: 'refused', reason, detail, ...(errors ? { errors } : {}) };
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refused';
}
