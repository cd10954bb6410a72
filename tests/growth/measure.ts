import { sql } from 'kysely';
import type { Operation } from './operations.ts';
import type { System } from './system.ts';
import { untilCalm } from './template.ts';

/** What one request of an operation costs, with all that follows it: events told, lists and counts brought up to date. */
export interface Cost {
  p50: number;
  p95: number;
  storeCalls: number;
  readUnits: number;
  writeUnits: number;
  /** Of PostgreSQL's, read for it. */
  pages: number;
}

/** Asks once about each of these copies, one after the other. */
export async function costOf(system: System, operation: Operation, copies: number[]): Promise<Cost> {
  const asks: (() => Promise<unknown>)[] = [];
  for (const copy of copies) asks.push(await operation.ready(copy));
  await untilCalm(system);
  const pagesBefore = await pagesRead(system);
  system.store.take();
  const times: number[] = [];
  for (const ask of asks) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  await untilCalm(system);
  const { calls, readUnits, writeUnits } = system.store.take();
  const each = (sum: number) => sum / copies.length;
  return {
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    storeCalls: each(calls),
    readUnits: each(readUnits),
    writeUnits: each(writeUnits),
    pages: each((await pagesRead(system)) - pagesBefore),
  };
}

/** Of accounts, of sessions and of their indexes. PostgreSQL tells its figures after a second. */
async function pagesRead({ db }: System): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 1200));
  const { rows } = await sql<{ pages: string }>`
    select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0)) pages
    from pg_statio_user_tables where relname in ('accounts', 'sessions')`.execute(db);
  return Number(rows[0]?.pages);
}

function quantile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}
