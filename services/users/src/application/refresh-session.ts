import { type Refusal, refuse } from '../domain/refusal.ts';
import { rotated } from '../domain/session.ts';
import type { Ports } from './ports.ts';
import { joinRefreshToken, type StartedSession, signedIn, splitRefreshToken } from './start-session.ts';

type Needs = Pick<Ports, 'inTransaction' | 'secrets' | 'accessTokens' | 'now'>;

/** Takes a refresh token for the next; a token that is neither current nor just superseded ends its whole family. */
export function refreshSession(
  ports: Needs,
): (command: { refreshToken: string | undefined }) => Promise<StartedSession | Refusal> {
  return async ({ refreshToken }) => {
    const parts = splitRefreshToken(refreshToken);
    if (!parts) return refuse('unauthorized');
    const { family, own } = parts;
    const successor = ports.secrets.newToken();
    const account = await ports.inTransaction(async ({ sessions, accounts }) => {
      const session = await sessions.lock(ports.secrets.hash(family));
      const owner = session && (await accounts.find(session.accountId));
      if (!session || !owner) return undefined;
      const next = rotated(session, ports.secrets.hash(own), ports.secrets.hash(successor), owner.kind, ports.now());
      if (next) await sessions.update(next);
      else await sessions.end(session.id);
      return next && owner;
    });
    if (!account) return refuse('unauthorized');
    return signedIn(ports, account, joinRefreshToken({ family, own: successor }));
  };
}
