import type { Account } from '@besteam/contracts/users';
import { untrack } from 'svelte';
import { forgetEverything, letGo, recall, remember, rememberFor, stopRemembering, whose } from '#lib/device/memory.ts';
import { createAccess } from './access.ts';
import { fetchOrEarly } from './early.ts';

let account = $state.raw<Account | undefined>(undefined);
/** Whether it is known yet if there is a session. */
let known = false;

/** Across tabs one at a time; within one tab, where the browser has no locks, the caller already waits. */
const exclusively = <T>(task: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('besteam.session', task) : task();

const access = createAccess<Account>({
  fetch: fetchOrEarly,
  exclusively,
  changed(current) {
    if (current) rememberFor(current.id);
    account = current;
    known = true;
    remember('session', current ? current.kind : undefined);
  },
});

/** The fetch for every call that needs a session: finds the one this browser had before the first call leaves. */
export const sessionFetch: typeof fetch = async (input, init) => {
  await startSession();
  return access.fetch(input, init);
};

/** On a bad connection a request may hang for minutes; then it is better said that there is none. */
const patienceMs = 20_000;

/** The fetch of the generated clients: like the one above, but it does not wait for ever. */
export const patientFetch: typeof fetch = (input, init) => {
  const request = new Request(input, init);
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patienceMs)]);
  return sessionFetch(new Request(request, { signal }));
};

/** Takes a session just opened. */
export const acceptSession = access.accept;

/** Forgets who was here and all that this device remembers for him. */
export function endSession(): void {
  stopRemembering();
  access.forget();
  forgetEverything();
}

/**
 * Hears what another tab did with what this device remembers: true when who was here has left it there (signed out, or somebody
 * else came), for then this one is to leave what it shows, too.
 */
export function leftElsewhere(event: StorageEvent): boolean {
  if (!letGo(event)) return false;
  stopRemembering();
  access.forget();
  // What this tab has written meanwhile; but by the time it hears of it, the memory may be somebody else's.
  if (whose() === undefined) forgetEverything();
  return true;
}

/** Takes what the account is now; the token stays good, for it tells neither name nor e-mail. */
export function acceptAccount(changed: Account): void {
  account = changed;
}

/** Who uses this browser; follow it in templates. */
export const session = {
  get account(): Account | undefined {
    return account;
  },
};

/** Finds the session this browser had, if it remembers one; true when there is somebody. Throws when there is no connection to find out. */
export async function startSession(): Promise<boolean> {
  if (!known) {
    if (recall('session') === undefined) known = true;
    else await access.renew();
  }
  return untrack(() => account !== undefined);
}

/**
 * The same, and asks also where this device remembers nobody: browsers clear what the app keeps after a week without a visit,
 * and not the cookie. For what would otherwise begin anew; it costs a stranger one request.
 */
export async function findSession(): Promise<boolean> {
  return (await startSession()) || access.find();
}
