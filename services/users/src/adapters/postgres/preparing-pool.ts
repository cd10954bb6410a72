import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/**
 * The pool as Kysely wants it, on whose connections the server prepares each statement once: to plan one costs it as much as to
 * carry it out. There are some forty of them, for what differs from request to request are their parameters alone.
 */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `besteam-${names.size + 1}`;
    names.set(text, name);
    return name;
  };
  const connections = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      const connection = connections.get(client) ?? preparing(client, nameOf);
      connections.set(client, connection);
      return connection;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}

function preparing(client: pg.PoolClient, nameOf: (text: string) => string): PostgresPoolClient {
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: string | PostgresCursor<unknown>, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new Error('Nothing here is read by a cursor');
    // What takes no parameters begins or ends a transaction, which needs no plan.
    return values.length === 0 ? client.query(text) : client.query({ name: nameOf(text), text, values: [...values] });
  }
  return { query, release: (destroy) => client.release(destroy) };
}
