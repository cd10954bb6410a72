import { FORGOTTEN_AFTER_MS } from '../../domain/sign-in-throttle.ts';
import type { Queries } from './schema.ts';

/**
 * Deletes what has expired. Several processes may do it at once. A guest's last session stays until the guest goes: it
 * tells when they were here last.
 */
export async function sweep(db: Queries, now: Date): Promise<number> {
  const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  const living = db.selectFrom('sessions as living').select('living.id').where('living.expiresAt', '>', now);
  const guests = db.selectFrom('accounts').select('accounts.id').where('kind', '=', 'guest');
  const deleted = [
    await db
      .deleteFrom('sessions')
      .where('expiresAt', '<=', now)
      .where(({ or, not, exists, ref }) =>
        or([
          not(exists(guests.where('accounts.id', '=', ref('sessions.accountId')))),
          exists(living.where('living.accountId', '=', ref('sessions.accountId'))),
        ]),
      )
      .executeTakeFirst(),
    await db.deleteFrom('recoveryLinks').where('expiresAt', '<=', now).executeTakeFirst(),
    await db.deleteFrom('passwordResets').where('expiresAt', '<=', now).executeTakeFirst(),
    await db.deleteFrom('signInFailures').where('lastAt', '<=', forgotten).executeTakeFirst(),
  ];
  return deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
