import type { Ports } from './ports.ts';
import { splitRefreshToken } from './start-session.ts';

/** Signs this device out. There may be no session any more: that is what was asked for. */
export function closeSession({
  store,
  secrets,
}: Pick<Ports, 'store' | 'secrets'>): (command: { refreshToken: string | undefined }) => Promise<void> {
  return async ({ refreshToken }) => {
    const parts = splitRefreshToken(refreshToken);
    if (parts) await store.sessions.end(secrets.hash(parts.family));
  };
}
