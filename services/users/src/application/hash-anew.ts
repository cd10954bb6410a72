import type { Account } from '../domain/account.ts';
import type { Ports } from './ports.ts';

type Needs = Pick<Ports, 'passwords' | 'store' | 'later'>;

/**
 * Keeps a password that was right under a hash of today's cost, if what is kept cost something else. Nobody waits for it, and
 * a password that was changed meanwhile stays as it is.
 */
export function hashAnew({ passwords, store, later }: Needs, { id, passwordHash }: Account, password: string): void {
  if (passwordHash === null || !passwords.isOutdated(passwordHash)) return;
  later('hash a password anew', async () => {
    await store.accounts.replacePasswordHash(id, passwordHash, await passwords.hash(password));
  });
}
