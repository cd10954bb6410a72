/** Failed guesses under one key: an account seen from one address, or an account from anywhere. */
export interface Failures {
  count: number;
  lastAt: Date;
}

export interface Throttle {
  /** So many failures cost nothing. */
  free: number;
  /** The wait doubles from one second up to this. */
  longestWaitSeconds: number;
}

/** For one address: after a few mistakes it gets slow quickly. */
export const perAddress: Throttle = { free: 5, longestWaitSeconds: 900 };
/** From everywhere together: late and short, so that strangers cannot keep the owner out. */
export const perAccount: Throttle = { free: 30, longestWaitSeconds: 30 };

/** What is known of whoever tries a password. */
export interface Suspicion {
  /** At the account, from this address. */
  here: Failures | undefined;
  /** At the account, from everywhere. */
  everywhere: Failures | undefined;
  /** Its owner has signed in from this address before. */
  knownHere: boolean;
}

/** Seconds until an attempt is looked at: what strangers try elsewhere does not hold up an owner where they are known. */
export function secondsToWait({ here, everywhere, knownHere }: Suspicion, now: Date): number {
  const waitHere = waitSeconds(here, perAddress, now);
  return knownHere ? waitHere : Math.max(waitHere, waitSeconds(everywhere, perAccount, now));
}

/** After so long without a failure all is forgotten. */
export const FORGOTTEN_AFTER_MS = 86_400_000;

/** Seconds to wait before the next attempt is looked at; 0 when it may be made now. */
export function waitSeconds(failures: Failures | undefined, throttle: Throttle, now: Date): number {
  if (!failures || isForgotten(failures, now) || failures.count < throttle.free) return 0;
  const wait = Math.min(2 ** (failures.count - throttle.free), throttle.longestWaitSeconds);
  const left = wait - (now.getTime() - failures.lastAt.getTime()) / 1000;
  return Math.max(0, Math.ceil(left));
}

/** As `failures`, with the attempts that are being judged just now taken for failures, too. */
export function atOnce(failures: Failures | undefined, inHand: number, now: Date): Failures | undefined {
  let counted = failures;
  for (let i = 0; i < inHand; i++) counted = oneMore(counted, now);
  return counted;
}

export function oneMore(failures: Failures | undefined, now: Date): Failures {
  const before = !failures || isForgotten(failures, now) ? 0 : failures.count;
  return { count: before + 1, lastAt: now };
}

function isForgotten(failures: Failures, now: Date): boolean {
  return now.getTime() - failures.lastAt.getTime() > FORGOTTEN_AFTER_MS;
}
