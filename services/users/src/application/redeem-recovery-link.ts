import { type Refusal, refuse } from '../domain/refusal.ts';
import type { Ports } from './ports.ts';
import { type StartedSession, signedIn, startSession } from './start-session.ts';

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'accessTokens' | 'now'>;

/** Signs another device in; the one that made the link stays signed in. */
export function redeemRecoveryLink(ports: Needs): (command: { token: string }) => Promise<StartedSession | Refusal> {
  return async ({ token }) => {
    const hash = ports.secrets.hash(token);
    const opened = await ports.inTransaction(async (store) => {
      const owner = await store.recoveryLinks.find(hash, ports.now());
      const account = owner && (await store.accounts.lock(owner));
      if (!account || !(await store.recoveryLinks.redeem(hash, ports.now()))) return undefined;
      return { account, refreshToken: await startSession(ports, store, account) };
    });
    if (!opened) return refuse('not-found');
    return signedIn(ports, opened.account, opened.refreshToken);
  };
}
