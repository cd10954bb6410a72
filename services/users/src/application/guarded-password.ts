import type { Account } from '../domain/account.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { atOnce, oneMore, perAccount, perAddress, waitSeconds } from '../domain/sign-in-throttle.ts';
import type { Ports } from './ports.ts';

export interface Attempt {
  /** What is being guessed at: an e-mail address in lower case, or an account's id. */
  subject: string;
  /** The network that the caller's address stands for. */
  address: string;
  password: string;
}

type Needs = Pick<Ports, 'inTransaction' | 'attempts' | 'passwords' | 'secrets' | 'store' | 'now'>;

/**
 * Compares a password, slower and slower for who keeps failing. Attempts in hand count like failures, so that a
 * hundred at once get no hundred guesses; only failures are written down. An unknown account counts and takes as long
 * as a known one.
 */
export async function guardedPassword(
  ports: Needs,
  account: Account | undefined,
  { subject, address, password }: Attempt,
): Promise<'right' | 'wrong' | Refusal> {
  const keys = failureKeys(ports, subject, address);
  const { before, leave } = ports.attempts.enter(keys);
  try {
    const known = await ports.store.signInFailures.find(keys);
    const now = ports.now();
    const waits = [perAccount, perAddress].map((throttle, i) => {
      const key = keys[i] ?? '';
      return waitSeconds(atOnce(known.get(key), before.get(key) ?? 0, now), throttle, now);
    });
    const wait = Math.max(...waits);
    if (wait > 0) return tooMany(wait);
    if (await ports.passwords.matches(account?.passwordHash, password)) {
      if (known.size > 0) await ports.store.signInFailures.clear(keys);
      return 'right';
    }
    await countFailure(ports, keys);
    return 'wrong';
  } finally {
    leave();
  }
}

/** Under what failures are counted: the account from anywhere, and from this address. Hashed, for they name people. */
export function failureKeys(
  { secrets }: Pick<Ports, 'secrets'>,
  subject: string,
  address: string,
): [account: string, address: string] {
  return [secrets.hash(`account:${subject}`), secrets.hash(`address:${subject}:${address}`)];
}

function countFailure({ inTransaction, now }: Needs, keys: readonly string[]): Promise<void> {
  return inTransaction(async ({ signInFailures }) => {
    const known = await signInFailures.lock(keys);
    for (const key of keys) await signInFailures.save(key, oneMore(known.get(key), now()));
  });
}

function tooMany(seconds: number): Refusal {
  const detail = `Too many wrong passwords; try again in ${seconds} s.`;
  return refuse('too-many-requests', { detail, retryAfterSeconds: seconds });
}
