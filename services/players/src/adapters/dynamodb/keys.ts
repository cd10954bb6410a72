/** Where everything lies. What concerns a squad shares a partition, and so does what concerns an account. */
export const squadKey = (squadId: string) => ({ pk: `SQUAD#${squadId}`, sk: 'SQUAD' });
export const activityKey = (squadId: string) => ({ pk: `SQUAD#${squadId}`, sk: 'ACTIVITY' });
export const accountKey = (accountId: string) => ({ pk: `ACCOUNT#${accountId}`, sk: 'ACCOUNT' });
export const listingKey = (accountId: string, squadId: string) => ({
  pk: `ACCOUNT#${accountId}`,
  sk: `${LISTING}${squadId}`,
});

export const LISTING = 'SQUAD#';

/** The squad that a partition belongs to. */
export function squadIdOf(pk: string): string {
  return pk.slice('SQUAD#'.length);
}

export const OUTBOX_SHARDS = 8;

/** Spreads the outbox over partitions of its index, so that no single one takes all writes. */
export function outboxShard(squadId: string): string {
  let hash = 0;
  for (const character of squadId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return `OUTBOX#${hash % OUTBOX_SHARDS}`;
}

export const ENDS_SHARD = 'ENDS';
