import type { SignInFailures } from '../../application/ports.ts';
import type { Queries } from './schema.ts';

const NEVER = new Date(0);

export function signInFailures(db: Queries): SignInFailures {
  return {
    async lock(keys) {
      /** Always in the same order, so that two attempts never wait for each other. */
      const sorted = keys.toSorted();
      await db
        .insertInto('signInFailures')
        .values(sorted.map((key) => ({ key, count: 0, lastAt: NEVER })))
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      const rows = await db
        .selectFrom('signInFailures')
        .selectAll()
        .where('key', 'in', sorted)
        .orderBy('key')
        .forUpdate()
        .execute();
      return new Map(rows.map(({ key, count, lastAt }) => [key, { count, lastAt }]));
    },
    async save(key, { count, lastAt }) {
      await db
        .insertInto('signInFailures')
        .values({ key, count, lastAt })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ count, lastAt }))
        .execute();
    },
    async clear(keys) {
      const inOrder = db.selectFrom('signInFailures').select('key').where('key', 'in', keys).orderBy('key').forUpdate();
      await db.deleteFrom('signInFailures').where('key', 'in', inOrder).execute();
    },
  };
}
