import type { SignInFailures } from '../../application/ports.ts';
import type { Failures } from '../../domain/sign-in-throttle.ts';
import type { Queries, Tables } from './schema.ts';

const NEVER = new Date(0);

export function signInFailures(db: Queries): SignInFailures {
  const known = (keys: readonly string[]) =>
    db.selectFrom('signInFailures').selectAll().where('key', 'in', keys).orderBy('key');
  return {
    find: async (keys) => byKey(await known(keys).execute()),
    async lock(keys) {
      /** Always in the same order, so that two attempts never wait for each other. */
      const sorted = keys.toSorted();
      await db
        .insertInto('signInFailures')
        .values(sorted.map((key) => ({ key, count: 0, lastAt: NEVER })))
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      return byKey(await known(sorted).forUpdate().execute());
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

function byKey(rows: Tables['signInFailures'][]): Map<string, Failures> {
  return new Map(rows.map(({ key, count, lastAt }) => [key, { count, lastAt }]));
}
