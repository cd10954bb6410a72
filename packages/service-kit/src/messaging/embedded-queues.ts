import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { QueueDepth } from './bus.ts';
import type { EventEnvelope } from './event.ts';
import { writeAheadLog } from './write-ahead-log.ts';

/** An event in a queue, with the tries it has used up. */
export interface QueuedEvent {
  id: number;
  event: EventEnvelope;
  tries: number;
}

export type QueueStore = ReturnType<typeof openQueueStore>;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS binding (type TEXT NOT NULL, queue TEXT NOT NULL, PRIMARY KEY (type, queue)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, event TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0, dead INTEGER NOT NULL DEFAULT 0);
  CREATE INDEX IF NOT EXISTS message_by_due ON message (queue, dead, due, id);`;

/**
 * Bindings and queued events in one SQLite file. Every method is one transaction that a killed process does not lose; a
 * power cut loses none that `durable` was awaited after.
 */
export function openQueueStore(file: string) {
  const db = openExclusively(file);
  const log = writeAheadLog(file);
  /** Events in the hands of a handler now: forgotten by a crash, and so delivered again. */
  const inHand = new Set<number>();
  const changes = new EventEmitter().setMaxListeners(0);
  const sql = statements(db);

  return {
    bind(queue: string, types: string[]): void {
      transaction(db, () => {
        sql.unbind.run(queue);
        for (const type of new Set(types)) sql.bind.run(type, queue);
      });
    },
    publish(event: EventEnvelope): void {
      sql.publish.run(JSON.stringify(event), event.type);
      changes.emit('change');
    },
    /** Takes the event that has been due longest; if none is, tells when the next will be. */
    take(queue: string, now: number): QueuedEvent | { nextDue: number } {
      for (const row of sql.waiting.iterate(queue)) {
        const id = Number(row['id']);
        if (inHand.has(id)) continue;
        const due = Number(row['due']);
        if (due > now) return { nextDue: due };
        inHand.add(id);
        return { id, event: JSON.parse(String(row['event'])) as EventEnvelope, tries: Number(row['tries']) };
      }
      return { nextDue: Number.POSITIVE_INFINITY };
    },
    /** Lets go of an event that was not handled, as it was. */
    putBack({ id }: QueuedEvent): void {
      inHand.delete(id);
    },
    handled({ id }: QueuedEvent): void {
      sql.remove.run(id);
      inHand.delete(id);
    },
    retryAt({ id, tries }: QueuedEvent, due: number): void {
      sql.retry.run(tries + 1, due, id);
      inHand.delete(id);
    },
    bury({ id, tries }: QueuedEvent): void {
      sql.bury.run(tries + 1, id);
      inHand.delete(id);
    },
    deadLetters(queue: string): EventEnvelope[] {
      return sql.dead.all(queue).map((row) => JSON.parse(String(row['event'])) as EventEnvelope);
    },
    replayDeadLetters(queue: string): number {
      const replayed = Number(sql.replay.run(queue).changes);
      changes.emit('change');
      return replayed;
    },
    depth(): Record<string, QueueDepth> {
      const rows = sql.depth
        .all()
        .map((row) => [
          String(row['queue']),
          { ready: Number(row['ready']), retrying: Number(row['retrying']), dead: Number(row['dead']) },
        ]);
      return Object.fromEntries(rows);
    },
    /** Calls back whenever a queue may have got something; answers how to stop that. */
    onChange(listener: () => void): () => void {
      changes.on('change', listener);
      return () => changes.off('change', listener);
    },
    durable: log.durable,
    async close() {
      await log.close();
      db.close();
    },
  };
}

function openExclusively(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true });
  const db = new DatabaseSync(file);
  try {
    db.exec(
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;',
    );
    db.exec(`BEGIN EXCLUSIVE; ${SCHEMA} COMMIT;`);
    return db;
  } catch (error) {
    db.close();
    if (error instanceof Error && /locked|busy/i.test(error.message)) {
      throw new Error(`The event queues in ${file} are in use by another process`, { cause: error });
    }
    throw error;
  }
}

function statements(db: DatabaseSync) {
  const all = 'SELECT id, event, tries, due FROM message WHERE queue = ? AND dead =';
  return {
    unbind: db.prepare('DELETE FROM binding WHERE queue = ?'),
    bind: db.prepare('INSERT INTO binding (type, queue) VALUES (?, ?)'),
    publish: db.prepare('INSERT INTO message (queue, event) SELECT queue, ? FROM binding WHERE type = ?'),
    waiting: db.prepare(`${all} 0 ORDER BY due, id`),
    dead: db.prepare(`${all} 1 ORDER BY id`),
    remove: db.prepare('DELETE FROM message WHERE id = ?'),
    retry: db.prepare('UPDATE message SET tries = ?, due = ? WHERE id = ?'),
    bury: db.prepare('UPDATE message SET tries = ?, dead = 1 WHERE id = ?'),
    replay: db.prepare('UPDATE message SET tries = 0, due = 0, dead = 0 WHERE queue = ? AND dead = 1'),
    depth: db.prepare(`
      SELECT queue, coalesce(sum(NOT dead AND NOT tries), 0) AS ready, coalesce(sum(NOT dead AND tries > 0), 0) AS retrying,
        coalesce(sum(dead), 0) AS dead
      FROM (SELECT queue, tries, dead FROM message UNION ALL SELECT DISTINCT queue, NULL, NULL FROM binding) GROUP BY queue`),
  };
}

function transaction(db: DatabaseSync, work: () => void): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    work();
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
