import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'accessTokens' | 'now'>;

/** Signs another device in; the one that made the link stays signed in. */
export function redeemRecoveryLink(ports: Needs): (command: { token: string }) => Promise<StartedSession | Refusal> {
  return async ({ token }) => {
    const opened = await ports.inTransaction(async (store) => {
      const accountId = await store.recoveryLinks.redeem(ports.secrets.hash(token), ports.now());
      const account = accountId && (await store.accounts.find(accountId));
      return account ? { account, refreshToken: await startSession(ports, store, account) } : undefined;
    });
    if (!opened) return refuse('not-found');
    return signedIn(ports, opened.account, opened.refreshToken);
  };
}
