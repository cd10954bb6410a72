/** Why the domain says no. Each reason is the slug of one problem. */
export type Reason =
  | 'not-found'
  | 'forbidden'
  | 'precondition-failed'
  | 'idempotency-key-reused'
  | 'not-rateable'
  | 'unknown-player'
  | 'too-few-players'
  | 'conflicting-rules'
  | 'impossible-draw'
  | 'locked'
  | 'already-played'
  | 'called-off'
  | 'not-drawn'
  | 'not-scheduled'
  | 'too-many-draws'
  | 'impossible-swap'
  | 'impossible-replacement'
  | 'impossible-result'
  | 'impossible-plan'
  | 'conflict';

export interface Refusal {
  kind: 'refused';
  reason: Reason;
  detail?: string;
  errors?: FieldError[];
}

/** A field at fault, addressed as the request wrote it: `body/ratings/<player>/<criterion>`. */
export interface FieldError {
  path: string;
  message: string;
}

export function refuse(reason: Reason, detail?: string, errors?: FieldError[]): Refusal {
  return { kind: 'refused', reason, ...(detail && { detail }), ...(errors && { errors }) };
}

export function isRefusal(result: object): result is Refusal {
  return 'kind' in result && result.kind === 'refused';
}

export const noSuchSquad = refuse('not-found', 'There is no such squad, or you are not in it.');
export const noSuchMatch = refuse('not-found', 'There is no such match in this squad.');
