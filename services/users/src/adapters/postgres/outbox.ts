import type { EventData, EventType } from '@besteam/contracts/events';
import { type EventEnvelope, newEvent, newId, type Outbox, type Pending } from '@besteam/service-kit';
import { type Kysely, sql } from 'kysely';
import type { Announcement, Store } from '../../application/ports.ts';
import type { Queries, Tables } from './schema.ts';

export const OUTBOX_CHANNEL = 'users_outbox';
const LEASE_SECONDS = 15;

/** Writes events beside the state they tell of and wakes the relay of whatever process when that is committed. */
export function outbox(db: Queries): Store['outbox'] {
  return {
    async add(announcement) {
      const event = eventOf(announcement);
      await db
        .insertInto('outbox')
        .values({ id: event.id, event: JSON.stringify(event) })
        .execute();
      await sql`select pg_notify(${OUTBOX_CHANNEL}, '')`.execute(db);
    },
  };
}

/**
 * What the relay empties. It takes events under a lease, passing over those that another process holds; one that
 * crashes before it has published them leaves them to the next when the lease ends.
 */
export function relayedOutbox(db: Kysely<Tables>): Outbox<Pending> {
  return {
    name: 'users',
    async pending(limit) {
      const free = db
        .selectFrom('outbox')
        .select('id')
        .where(({ eb, or }) => or([eb('leasedUntil', 'is', null), eb('leasedUntil', '<', sql<Date>`now()`)]))
        .orderBy('seq')
        .limit(limit)
        .forUpdate()
        .skipLocked();
      const taken = await db
        .updateTable('outbox')
        .set({ leasedUntil: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})` })
        .where('id', 'in', free)
        .returning(['id', 'seq', 'event'])
        .execute();
      return taken
        .toSorted((a, b) => Number(a.seq) - Number(b.seq))
        .map(({ id, event }) => ({ key: id, event: JSON.parse(event) as EventEnvelope }));
    },
    published: async ({ key }) => void (await db.deleteFrom('outbox').where('id', '=', key).execute()),
  };
}

function eventOf(announcement: Announcement): EventEnvelope {
  switch (announcement.type) {
    case 'account-changed': {
      const { id: accountId, kind, displayName, version } = announcement.account;
      return event('besteam.account.changed.v1', accountId, announcement.at, { accountId, kind, displayName, version });
    }
    case 'account-deleted': {
      const { id: accountId, version } = announcement.account;
      return event('besteam.account.deleted.v1', accountId, announcement.at, { accountId, version: version + 1 });
    }
    case 'account-merged': {
      const { id: guestId, version } = announcement.guest;
      const data = { guestId, accountId: announcement.into.id, version: version + 1 };
      return event('besteam.account.merged.v1', guestId, announcement.at, data);
    }
  }
}

function event<T extends EventType>(type: T, subject: string, at: Date, data: EventData[T]): EventEnvelope {
  return newEvent({ id: newId(), type, source: 'users', subject, time: at.toISOString(), data });
}
