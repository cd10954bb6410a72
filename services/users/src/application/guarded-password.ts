import type { Account } from '../domain/account.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { oneMore, perAccount, perAddress, waitSeconds } from '../domain/sign-in-throttle.ts';
import type { Ports } from './ports.ts';

export interface Attempt {
  /** What is being guessed at: an e-mail address in lower case, or an account's id. */
  subject: string;
  /** The caller's network address. */
  address: string;
  password: string;
}

type Needs = Pick<Ports, 'inTransaction' | 'passwords' | 'secrets' | 'store' | 'now'>;

/**
 * Compares a password, slower and slower for who keeps failing. The attempt is counted before it is judged and
 * forgiven when it was right, so that a hundred at once get no hundred guesses; an unknown account counts and takes as
 * long as a known one.
 */
export async function guardedPassword(
  ports: Needs,
  account: Account | undefined,
  { subject, address, password }: Attempt,
): Promise<'right' | 'wrong' | Refusal> {
  const [ofAccount, ofAddress] = failureKeys(ports, subject, address);
  const keys = [
    { key: ofAccount, throttle: perAccount },
    { key: ofAddress, throttle: perAddress },
  ];
  const names = [ofAccount, ofAddress];
  const wait = await ports.inTransaction(async ({ signInFailures }) => {
    const now = ports.now();
    const known = await signInFailures.lock(names);
    const seconds = Math.max(...keys.map(({ key, throttle }) => waitSeconds(known.get(key), throttle, now)));
    if (seconds === 0) for (const key of names) await signInFailures.save(key, oneMore(known.get(key), now));
    return seconds;
  });
  if (wait > 0) {
    return refuse('too-many-requests', {
      detail: `Too many wrong passwords; try again in ${wait} s.`,
      retryAfterSeconds: wait,
    });
  }
  if (!(await ports.passwords.matches(account?.passwordHash, password))) return 'wrong';
  await ports.store.signInFailures.clear(names);
  return 'right';
}

/** Under what failures are counted: the account from anywhere, and from this address. Hashed, for they name people. */
export function failureKeys(
  { secrets }: Pick<Ports, 'secrets'>,
  subject: string,
  address: string,
): [account: string, address: string] {
  return [secrets.hash(`account:${subject}`), secrets.hash(`address:${subject}:${address}`)];
}
