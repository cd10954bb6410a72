import type { Account } from '../domain/account.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { guardedPassword } from './guarded-password.ts';
import type { Ports } from './ports.ts';

type Needs = Pick<Ports, 'attempts' | 'passwords' | 'secrets' | 'store' | 'now'>;

/** What somebody who is signed in sends along to show that they know the account's password. */
export interface GivenAgain {
  currentPassword: string | undefined;
  /** The network that the caller's address stands for. */
  address: string;
}

/** Asks who is signed in for the password again, before what changes the way in; undefined when it was right. */
export async function ownPassword(
  ports: Needs,
  account: Account,
  { currentPassword, address }: GivenAgain,
): Promise<Refusal | undefined> {
  if (currentPassword === undefined) return wrongPassword('is needed');
  const attempt = { subject: account.id, address, password: currentPassword };
  const judged = await guardedPassword(ports, attempt, async (keys) => ({
    ...(await ports.store.signInFailures.find(keys)),
    account,
  }));
  if (isRefusal(judged)) return judged;
  return judged.right ? undefined : wrongPassword('is not the present password');
}

/** Since the password was compared, the account's hash has become another, or the account is gone. */
export const CHANGED = Symbol('changed since the password was compared');

/**
 * Judges anew, once, when the hash that a password was compared with is another by the time it counts: a sign-in elsewhere
 * may have hashed the same password anew.
 */
export async function whilePasswordStays<T>(
  attempt: () => Promise<T | typeof CHANGED>,
  otherwise: Refusal,
): Promise<T | Refusal> {
  const first = await attempt();
  const answer = first === CHANGED ? await attempt() : first;
  return answer === CHANGED ? otherwise : answer;
}

export function wrongPassword(message: string): Refusal {
  return refuse('wrong-password', { errors: [{ path: 'body/currentPassword', message }] });
}
