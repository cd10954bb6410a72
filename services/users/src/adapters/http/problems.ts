import { HttpProblem } from '@besteam/service-kit';
import { isRefusal, type Reason, type Refusal } from '../../domain/refusal.ts';
import { PROVED_FOR_SECONDS } from '../../domain/session.ts';

const table: Record<Reason, { status: number; title: string }> = {
  'email-taken': { status: 409, title: 'This e-mail address has an account already' },
  'weak-password': { status: 422, title: 'This password is too easy to guess' },
  'wrong-credentials': { status: 401, title: 'E-mail or password are wrong' },
  'wrong-password': { status: 403, title: 'The present password is wrong' },
  'guest-has-no-password': { status: 403, title: 'A guest has no password and no e-mail address' },
  'too-many-requests': { status: 429, title: 'Too many wrong passwords' },
  unauthorized: { status: 401, title: 'Sign in first' },
  'sign-in-again': { status: 401, title: 'Sign in again with your password, then do it at once' },
  'not-found': { status: 404, title: 'This link has been used, has expired or never was' },
};

/** Hands on what a use case answered; throws the problem when it refused. */
export function accepted<T>(result: T | Refusal): T {
  if (!isRefusal(result)) return result;
  const { reason, detail, errors } = result;
  throw new HttpProblem({ ...table[reason], slug: reason, detail, errors, headers: headersOf(result) });
}

/** What RFC 9470 has for a token that is good, but for which no password was given lately. */
function challenge(reason: Reason): string {
  if (reason !== 'sign-in-again') return '';
  return `, error="insufficient_user_authentication", max_age="${PROVED_FOR_SECONDS}"`;
}

function headersOf({ reason, retryAfterSeconds }: Refusal): Record<string, string> {
  return {
    ...(table[reason].status === 401 && { 'www-authenticate': `Bearer realm="besteam"${challenge(reason)}` }),
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
  };
}
