import type { EventData, EventType } from '@besteam/contracts/events';
import {
  type EventEnvelope,
  lagOf,
  newEvent,
  newId,
  type Outbox,
  type Pending,
  RELAY_LEASE_MS,
} from '@besteam/service-kit';
import { type Kysely, sql } from 'kysely';
import type { Announcement, Store } from '../../application/ports.ts';
import type { Queries, Tables } from './schema.ts';

export const OUTBOX_CHANNEL = 'users_outbox';
const LEASE_SECONDS = RELAY_LEASE_MS / 1000;

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

interface LeasedEvent extends Pending {
  /** Says which lease it was: a later one of the same event ends later. */
  leasedUntil: Date;
}

/**
 * What the relay empties. It takes events under a lease, passing over those that another process holds; one that
 * crashes before it has published them leaves them to the next when the lease ends, by the database's clock, which is
 * the same for all. Who comes back late drops nothing that another has taken since.
 */
export function relayedOutbox(db: Kysely<Tables>): Outbox<LeasedEvent> {
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
        .set({ leasedUntil: sql<Date>`date_trunc('milliseconds', now()) + make_interval(secs => ${LEASE_SECONDS})` })
        .where('id', 'in', free)
        .returning(['id', 'seq', 'event', 'leasedUntil'])
        .execute();
      return taken
        .toSorted((a, b) => Number(a.seq) - Number(b.seq))
        .map(({ id, event, leasedUntil }) => ({
          key: id,
          event: JSON.parse(event) as EventEnvelope,
          leasedUntil: leasedUntil ?? new Date(0),
        }));
    },
    async lag() {
      const waiting = db.selectFrom('outbox');
      const { count } = await waiting.select(({ fn }) => fn.countAll<string>().as('count')).executeTakeFirstOrThrow();
      const oldest = await waiting.select('event').orderBy('seq').limit(1).executeTakeFirst();
      const since = oldest ? [(JSON.parse(oldest.event) as EventEnvelope).time] : [];
      return { ...lagOf(since, Date.now()), pending: Number(count) };
    },
    async published({ key, leasedUntil }) {
      await db.deleteFrom('outbox').where('id', '=', key).where('leasedUntil', '=', leasedUntil).execute();
    },
  };
}

export function eventOf(announcement: Announcement): EventEnvelope {
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
