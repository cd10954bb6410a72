import type { Sessions } from '../../application/ports.ts';
import type { Queries } from './schema.ts';

const COLUMNS = ['id', 'accountId', 'current', 'previous', 'rotatedAt', 'expiresAt'] as const;

export function sessions(db: Queries): Sessions {
  return {
    insert: async (session) => void (await db.insertInto('sessions').values(session).execute()),
    lock: (id) => db.selectFrom('sessions').select(COLUMNS).where('id', '=', id).forUpdate().executeTakeFirst(),
    update: async ({ id, ...changes }) =>
      void (await db.updateTable('sessions').set(changes).where('id', '=', id).execute()),
    delete: async (id) => void (await db.deleteFrom('sessions').where('id', '=', id).execute()),
    deleteOfAccount: async (accountId) =>
      void (await db.deleteFrom('sessions').where('accountId', '=', accountId).execute()),
  };
}
