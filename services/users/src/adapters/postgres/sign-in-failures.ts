import { sql } from 'kysely';
import type { SignInFailures } from '../../application/ports.ts';
import type { Account } from '../../domain/account.ts';
import { type Failures, FORGOTTEN_AFTER_MS } from '../../domain/sign-in-throttle.ts';
import type { Queries } from './schema.ts';

export function signInFailures(db: Queries): SignInFailures {
  return {
    async find({ here, everywhere }) {
      const rows = await db
        .selectFrom('signInFailures')
        .select(['key', 'count', 'lastAt'])
        .where('key', 'in', [here, everywhere])
        .execute();
      const of = (wanted: string) => rows.find(({ key }) => key === wanted);
      return { here: of(here), everywhere: of(everywhere), knownHere: false };
    },
    async findWithAccount({ here, everywhere }, email) {
      const { rows } = await sql<LookedUp>`
        select a.id, a.kind, a.display_name, a.email, a.password_hash, a.version,
          h.count as here_count, h.last_at as here_last_at, e.count as everywhere_count, e.last_at as everywhere_last_at,
          exists (select from sessions s where s.account_id = a.id and s.opened_from = ${here}) as known_here
        from (select lower(${email}) as email) asked
          left join accounts a on lower(a.email) = asked.email
          left join sign_in_failures h on h.key = ${here}
          left join sign_in_failures e on e.key = ${everywhere}`.execute(db);
      const [row] = rows;
      if (!row) throw new Error('One question has one answer');
      return {
        account: row.id === null ? undefined : accountIn(row),
        here: failuresIn(row.hereCount, row.hereLastAt),
        everywhere: failuresIn(row.everywhereCount, row.everywhereLastAt),
        knownHere: row.knownHere,
      };
    },
    async raise({ here, everywhere }, now) {
      const forgotten = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
      /** Always in the same order, so that two attempts never wait for each other. */
      const rows = [here, everywhere].toSorted().map((key) => ({ key, count: 1, lastAt: now }));
      await db
        .insertInto('signInFailures')
        .values(rows)
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet({
            count: sql`case when sign_in_failures.last_at < ${forgotten} then 1 else sign_in_failures.count + 1 end`,
            lastAt: now,
          }),
        )
        .execute();
    },
    async clear({ here, everywhere }) {
      const inOrder = db
        .selectFrom('signInFailures')
        .select('key')
        .where('key', 'in', [here, everywhere])
        .orderBy('key')
        .forUpdate();
      await db.deleteFrom('signInFailures').where('key', 'in', inOrder).execute();
    },
  };
}

type Nobody = { [Column in keyof Account]: null };

type LookedUp = (Account | Nobody) & {
  hereCount: number | null;
  hereLastAt: Date | null;
  everywhereCount: number | null;
  everywhereLastAt: Date | null;
  knownHere: boolean;
};

function accountIn({ id, kind, displayName, email, passwordHash, version }: Account): Account {
  return { id, kind, displayName, email, passwordHash, version };
}

function failuresIn(count: number | null, lastAt: Date | null): Failures | undefined {
  return count === null || lastAt === null ? undefined : { count, lastAt };
}
