export type Reason =
  | 'email-taken'
  | 'weak-password'
  | 'wrong-credentials'
  | 'wrong-password'
  | 'guest-has-no-password'
  | 'too-many-requests'
  | 'unauthorized'
  | 'sign-in-again'
  | 'not-found';

/** What a rule answers when it says no. */
export interface Refusal {
  kind: 'refused';
  reason: Reason;
  detail?: string | undefined;
  errors?: { path: string; message: string }[] | undefined;
  /** When it makes sense to try again. */
  retryAfterSeconds?: number | undefined;
}

export function refuse(reason: Reason, more: Omit<Refusal, 'kind' | 'reason'> = {}): Refusal {
  return { kind: 'refused', reason, ...more };
}

export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'kind' in result && result.kind === 'refused';
}
