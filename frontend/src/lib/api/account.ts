import type { AccountChange, Credentials, Registration, Session } from '@besteam/contracts/users';
import * as users from '@besteam/contracts/users';
import { createClient, createConfig } from '@besteam/contracts/users/client';
import { answered } from './answered.ts';
import { ApiProblem, asProblem } from './problem.ts';
import { acceptAccount, acceptSession, endSession, findSession, patientFetch, session } from './session.svelte.ts';

const client = createClient(createConfig({ baseUrl: '/api/users/v1', fetch: patientFetch }));

/** Makes sure that there is somebody: a guest session is opened silently for a visitor. */
export async function beSomebody(): Promise<void> {
  if (!(await findSession())) acceptSession(await answered(users.openGuestSession({ client, body: {} })));
}

/**
 * Registers; a guest keeps everything he has. Whoever registered before, perhaps a moment ago and the answer was lost, and gives
 * that password again is signed in.
 */
export async function register(registration: Registration): Promise<void> {
  await findSession();
  try {
    await opened(answered(users.registerAccount({ client, body: registration })));
  } catch (taken) {
    if (asProblem(taken).kind !== 'email-taken') throw taken;
    const { email, password } = registration;
    try {
      await signIn({ email, password });
    } catch (thrown) {
      throw asProblem(thrown).kind === 'wrong-credentials' ? taken : thrown;
    }
  }
}

/** Signs in; what a guest has on this device moves to the account. */
export async function signIn(credentials: Credentials): Promise<void> {
  await findSession();
  await opened(answered(users.openSession({ client, body: credentials })));
}

/** Brings the account of a recovery link to this device. */
export async function redeemRecoveryLink(token: string): Promise<void> {
  await opened(answered(users.redeemRecoveryLink({ client, path: { token } })));
}

/** A personal link's token: one use, one day. Whoever has a password gives it again. */
export async function createRecoveryLink(currentPassword?: string): Promise<string> {
  const body = { lifetimeMinutes: 1440, ...(currentPassword !== undefined && { currentPassword }) };
  return (await answered(users.createRecoveryLink({ client, body }))).token;
}

/** Sends a reset link to the address, if it has an account; never says whether it has. */
export async function requestPasswordReset(email: string, language: 'en' | 'es'): Promise<void> {
  await answered(users.requestPasswordReset({ client, body: { email, language } }));
}

/** Sets the password a reset link is for. */
export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await answered(users.completePasswordReset({ client, path: { token }, body: { newPassword } }));
}

/** Changes my name, my e-mail or both; a new e-mail takes the present password. */
export async function changeMe(change: AccountChange): Promise<void> {
  acceptAccount(await answered(users.updateMyAccount({ client, body: change })));
}

/** Changes my password; every other session of mine ends. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await answered(users.changePassword({ client, body: { currentPassword, newPassword } }));
}

/** Closes the session and clears what this device remembers. */
export async function signOut(): Promise<void> {
  await answered(users.closeSession({ client }));
  endSession();
}

/** Deletes the account with all that hangs on it. Whoever has a password gives it again. */
export async function deleteMe(currentPassword?: string): Promise<void> {
  if (currentPassword !== undefined) await signInAgain(currentPassword);
  await answered(users.deleteMyAccount({ client }));
  endSession();
}

/** Deleting takes a token that a password was just given for. */
async function signInAgain(password: string): Promise<void> {
  const credentials = { email: session.account?.email ?? '', password };
  try {
    acceptSession(await answered(users.openSession({ client, body: credentials })));
  } catch (thrown) {
    const { kind, status } = asProblem(thrown);
    throw kind === 'wrong-credentials' ? new ApiProblem('wrong-password', status) : thrown;
  }
}

async function opened(opening: Promise<Session>): Promise<void> {
  acceptSession(await opening);
}
