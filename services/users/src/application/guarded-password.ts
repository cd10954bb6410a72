import type { Account } from '../domain/account.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { atOnce, type Suspicion, secondsToWait } from '../domain/sign-in-throttle.ts';
import type { FailureKeys, Ports } from './ports.ts';

export interface Attempt {
  /** What is being guessed at: an e-mail address in lower case, or an account's id. */
  subject: string;
  /** The network that the caller's address stands for. */
  address: string;
  password: string;
}

/** The account in question and what is known of attempts at it. */
export type Looked<Found extends Account | undefined> = Suspicion & { account: Found };

export interface Judged<Found extends Account | undefined> {
  account: Found;
  right: boolean;
}

type Needs = Pick<Ports, 'attempts' | 'passwords' | 'secrets' | 'store' | 'now'>;

/**
 * Compares a password, slower and slower for who keeps failing. Attempts in hand count like failures, so that a
 * hundred at once get no hundred guesses; only failures are written down. An unknown account counts and takes as long
 * as a known one.
 */
export async function guardedPassword<Found extends Account | undefined>(
  ports: Needs,
  { subject, address, password }: Attempt,
  look: (keys: FailureKeys) => Promise<Looked<Found>>,
): Promise<Judged<Found> | Refusal> {
  const keys = failureKeys(ports, subject, address);
  const { before, leave } = ports.attempts.enter([keys.here, keys.everywhere]);
  try {
    const { account, here, everywhere, knownHere } = await look(keys);
    const now = ports.now();
    const inHand = (failures: Suspicion['here'], key: string) => atOnce(failures, before.get(key) ?? 0, now);
    const suspicion = { here: inHand(here, keys.here), everywhere: inHand(everywhere, keys.everywhere), knownHere };
    const wait = secondsToWait(suspicion, now);
    if (wait > 0) return tooMany(wait);
    const right = await ports.passwords.matches(account?.passwordHash, password);
    if (!right) await ports.store.signInFailures.raise(keys, ports.now());
    else if (here ?? everywhere) await ports.store.signInFailures.clear(keys);
    return { account, right };
  } finally {
    leave();
  }
}

/** The key of a caller from this address who guesses at the subject. */
export function failureKeyHere({ secrets }: Pick<Ports, 'secrets'>, subject: string, address: string): string {
  return secrets.hash(`address:${subject}:${address}`);
}

/** The keys of a caller from this address who guesses at the subject. */
export function failureKeys({ secrets }: Pick<Ports, 'secrets'>, subject: string, address: string): FailureKeys {
  return { here: failureKeyHere({ secrets }, subject, address), everywhere: secrets.hash(`account:${subject}`) };
}

function tooMany(seconds: number): Refusal {
  const detail = `Too many wrong passwords; try again in ${seconds} s.`;
  return refuse('too-many-requests', { detail, retryAfterSeconds: seconds });
}
