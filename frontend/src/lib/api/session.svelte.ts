import type { Account, Credentials, Registration, Session } from '@besteam/contracts/users';
import * as users from '@besteam/contracts/users';
import { createClient, createConfig } from '@besteam/contracts/users/client';
import { forgetEverything, recall, remember } from '#lib/device/memory.ts';
import { createAccess } from './access.ts';
import { answered } from './answered.ts';

let account = $state.raw<Account | undefined>(undefined);
let known = $state(false);

/** Across tabs one at a time; within one tab, where the browser has no locks, the caller already waits. */
const exclusively = <T>(task: () => Promise<T>): Promise<T> =>
  navigator.locks ? navigator.locks.request('besteam.session', task) : task();

const access = createAccess<Account>({
  fetch: (input, init) => fetch(input, init),
  exclusively,
  changed(current) {
    account = current;
    known = true;
    remember('session', current ? current.kind : undefined);
  },
});

/** The fetch for every call that needs a session. */
export const sessionFetch = access.fetch;

/** The access token, for the live stream. */
export const sessionToken = access.token;

const client = createClient(createConfig({ baseUrl: '/api/users/v1', fetch: access.fetch }));

/** Who uses this browser; follow it in templates. */
export const session = {
  get account(): Account | undefined {
    return account;
  },
  /** Whether it is known yet if there is a session. */
  get known(): boolean {
    return known;
  },
};

/** Finds the session this browser had, if it had one. Throws when there is no connection to find out. */
export async function startSession(): Promise<void> {
  if (known) return;
  if (recall('session') === undefined) {
    known = true;
  } else {
    await access.renew();
  }
}

/** Makes sure that there is somebody: a guest session is opened silently for a visitor. */
export async function beSomebody(): Promise<void> {
  await startSession();
  if (!account) access.accept(await answered(users.openGuestSession({ client, body: {} })));
}

/** Registers; a guest keeps everything he has. */
export async function register(registration: Registration): Promise<void> {
  await opened(answered(users.registerAccount({ client, body: registration })));
}

/** Signs in; what a guest has on this device moves to the account. */
export async function signIn(credentials: Credentials): Promise<void> {
  await opened(answered(users.openSession({ client, body: credentials })));
}

/** Brings the account of a recovery link to this device. */
export async function redeemRecoveryLink(token: string): Promise<void> {
  await opened(answered(users.redeemRecoveryLink({ client, path: { token } })));
}

/** A personal link's token: one use, one day. */
export async function createRecoveryLink(): Promise<string> {
  return (await answered(users.createRecoveryLink({ client, body: { lifetimeMinutes: 1440 } }))).token;
}

/** Closes the session and clears what this device remembers. */
export async function signOut(): Promise<void> {
  await answered(users.closeSession({ client }));
  access.forget();
  forgetEverything();
}

/** Deletes the account with all that hangs on it. */
export async function deleteMe(): Promise<void> {
  await answered(users.deleteMyAccount({ client }));
  access.forget();
  forgetEverything();
}

async function opened(opening: Promise<Session>): Promise<void> {
  access.accept(await opening);
}
