import { FORGOTTEN_AFTER_MS } from '../../domain/sign-in-throttle.ts';
import type { Queries } from './schema.ts';

/** Deletes what has expired. Several processes may do it at once. */
export async function sweep(db: Queries, now: Date): Promise<number> {
  const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  const deleted = [
    await db.deleteFrom('sessions').where('expiresAt', '<=', now).executeTakeFirst(),
    await db.deleteFrom('recoveryLinks').where('expiresAt', '<=', now).executeTakeFirst(),
    await db.deleteFrom('passwordResets').where('expiresAt', '<=', now).executeTakeFirst(),
    await db.deleteFrom('signInFailures').where('lastAt', '<=', forgotten).executeTakeFirst(),
  ];
  return deleted.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
