import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import { sql } from 'kysely';
import type { System } from './system.ts';
import type { Item, Template } from './template.ts';

const BATCH = 25;
const AT_ONCE = 8;
/** The alphabet of codes, without what is mistaken for something else. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** The id that a copy has in this id's place: as many characters, all of them allowed. */
export function idIn(copy: number, id: string): string {
  return id.slice(0, 8) + copy.toString(36).padStart(6, '0') + id.slice(14);
}

export function codeIn(copy: number): string {
  return Array.from({ length: 8 }, (_, place) => LETTERS[Math.floor(copy / 30 ** place) % 30]).join('');
}

/** Stores copies of these numbers, below the services: all of a squad's items, or those alone that indexes and lists are made of. */
export async function storeCopies(
  system: System,
  template: Template,
  { from, count, sparse }: { from: number; count: number; sparse: boolean },
): Promise<void> {
  const texts = Object.entries(template.items).flatMap(([table, items]) =>
    (sparse ? fewOf(items) : items).map((item) => ({ table, text: JSON.stringify(item) })),
  );
  const { squadId, code, owner, guests, playerIds } = template;
  const ids = new RegExp([squadId, code, owner, ...guests, ...playerIds, ...matchIds(template)].join('|'), 'g');
  const copyOf = (copy: number) =>
    texts.map(({ table, text }) => ({
      table,
      Item: JSON.parse(text.replace(ids, (id) => (id === code ? codeIn(copy) : idIn(copy, id)))) as Item,
    }));
  /** As many as fill a call: the store takes its time for each of those. */
  const together = Math.max(1, Math.floor(BATCH / texts.length));
  let next = from;
  const work = async () => {
    while (next < from + count) {
      const first = next;
      next = Math.min(first + together, from + count);
      const items = Array.from({ length: next - first }, (_, index) => copyOf(first + index)).flat();
      for (let start = 0; start < items.length; start += BATCH) await put(system, items.slice(start, start + BATCH));
    }
  };
  await Promise.all([...Array.from({ length: AT_ONCE }, work), storeAccounts(system, from, count)]);
}

/** What the indexes of the tables and people's lists are made of: the squad, its owner's listing; the replica, one ballot. */
function fewOf(items: Item[]): Item[] {
  const first = (kind: RegExp): Item[] => items.filter(({ pk, sk }) => kind.test(`${pk?.S} ${sk?.S}`)).slice(0, 1);
  return [/ SQUAD$/, /^ACCOUNT#.* SQUAD#/, / REPLICA$/, / BALLOT#/].flatMap(first);
}

function matchIds({ items }: Template): string[] {
  return items.matches.flatMap(({ sk }) => (sk?.S?.startsWith('MATCH#') ? sk.S.slice('MATCH#'.length) : []));
}

async function put({ direct }: System, items: { table: string; Item: Item }[]): Promise<void> {
  const requests = Map.groupBy(items, ({ table }) => table);
  const RequestItems = Object.fromEntries(
    [...requests].map(([table, some]) => [table, some.map(({ Item }) => ({ PutRequest: { Item } }))]),
  );
  const { UnprocessedItems = {} } = await direct.send(new BatchWriteItemCommand({ RequestItems }));
  if (Object.keys(UnprocessedItems).length > 0) throw new Error('the store left items out');
}

/** As many accounts, each with a session. */
async function storeAccounts({ db }: System, from: number, count: number): Promise<void> {
  const numbers = sql`generate_series(${from}::int, ${from + count - 1}::int) n`;
  await sql`insert into accounts (id, kind, display_name, version)
    select 'growth-' || lpad(n::text, 15, '0'), 'guest', 'Leo', 1 from ${numbers}`.execute(db);
  await sql`insert into sessions (id, account_id, current, previous, rotated_at, expires_at)
    select md5(n::text), 'growth-' || lpad(n::text, 15, '0'), array[md5('c' || n)], '{}', now(), now() + interval '400 days'
    from ${numbers}`.execute(db);
}
