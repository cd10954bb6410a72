import { type Account, newRegistered, type Registration, upgraded } from '../domain/account.ts';
import { judgePassword } from '../domain/password-policy.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports, Store } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

export interface RegisterAccount {
  email: string;
  password: string;
  displayName: string;
  address: string;
  /** The caller, when a token was sent: a guest becomes the account. */
  callerId?: string | undefined;
}

type Needs = Pick<Ports, 'inTransaction' | 'passwords' | 'secrets' | 'accessTokens' | 'store' | 'now'>;

export function registerAccount(ports: Needs): (command: RegisterAccount) => Promise<StartedSession | Refusal> {
  return async (command) => {
    const { email, displayName, password, address } = command;
    const weak = judgePassword(password, { email, displayName }, ports.passwords.isCommon);
    if (weak) return weak;
    if (await ports.store.accounts.findByEmail(email)) return emailTaken();
    const passwordHash = await ports.passwords.hash(password);
    const registered = await ports.inTransaction(async (store) => {
      const account = await save(store, ports.secrets.newId(), { email, displayName, passwordHash }, command.callerId);
      if (!account) return undefined;
      await store.outbox.add({ type: 'account-changed', account, at: ports.now() });
      return { account, refreshToken: await startSession(ports, store, account, address) };
    });
    if (!registered) return emailTaken();
    return signedIn(ports, registered.account, registered.refreshToken, { byPassword: true });
  };
}

/** A guest keeps the id; a caller who is registered already, or gone, begins anew. */
async function save(
  { accounts }: Store,
  newId: string,
  registration: Registration,
  callerId: string | undefined,
): Promise<Account | undefined> {
  const caller = callerId === undefined ? undefined : await accounts.lock(callerId);
  if (caller?.kind === 'guest') {
    const account = upgraded(caller, registration);
    return (await accounts.update(account)) ? account : undefined;
  }
  const account = newRegistered(newId, registration);
  return (await accounts.insert(account)) ? account : undefined;
}

function emailTaken(): Refusal {
  return refuse('email-taken', { errors: [{ path: 'body/email', message: 'belongs to another account' }] });
}
