import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newId } from '../ids.ts';
import { isConditionFailed } from './condition-failed.ts';

/** On an item in the outbox: which relay publishes it, and until when that is nobody else's business. */
export interface Claim {
  relay: string;
  /** Milliseconds since 1970. */
  relayUntil: number;
}

export interface RelayClaims {
  /** This process's relay. A mark is conditional on `relay = :relay`, so that it cannot mark what another has taken. */
  relay: string;
  /** What the write that puts an item into the outbox carries: its own process publishes it, and that costs nothing. */
  own(): Claim;
  /** Whose turn it is: ours, another's, or that of whoever takes it first (the claim has run out). */
  turn(item: Partial<Claim>): 'ours' | "another's" | "anyone's";
  /** Takes an item of this version that nobody holds; undefined when somebody was quicker, or it is published. */
  take(key: Record<string, string>, version: number): Promise<Claim | undefined>;
}

export interface RelayClaimsOptions {
  documents: DynamoDBDocumentClient;
  table: string;
  /** Present exactly while an item is in the outbox. */
  pendingAttribute: string;
  now: () => number;
}

/** Longer than the broker may take to confirm, so that a slow one does not make two relays publish the same. */
export const RELAY_LEASE_MS = 5000;

/** Clocks may differ. A claim longer than this was made by a wrong one and is not respected. */
const LONGEST_MS = 2 * RELAY_LEASE_MS;

const FREE = 'attribute_not_exists(relayUntil) OR relayUntil < :now OR relayUntil > :longest OR relay = :relay';

/**
 * Leases of outbox items among the relays of one table: while one is at an item the others leave it alone, and when it
 * has not marked it in time another takes it over. Losing a race here costs a repetition at most, never an event.
 */
export function relayClaims({ documents, table, pendingAttribute, now }: RelayClaimsOptions): RelayClaims {
  const relay = newId();
  const own = () => ({ relay, relayUntil: now() + RELAY_LEASE_MS });
  return {
    relay,
    own,
    turn(item) {
      const { relayUntil = 0 } = item;
      if (relayUntil < now() || relayUntil > now() + LONGEST_MS) return "anyone's";
      return item.relay === relay ? 'ours' : "another's";
    },
    async take(key, version) {
      const claim = own();
      const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb'); // not in a process without such a table
      const command = new UpdateCommand({
        TableName: table,
        Key: key,
        UpdateExpression: 'SET relay = :relay, relayUntil = :until',
        ConditionExpression: `#version = :version AND attribute_exists(${pendingAttribute}) AND (${FREE})`,
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: {
          ':relay': relay,
          ':until': claim.relayUntil,
          ':version': version,
          ':now': now(),
          ':longest': now() + LONGEST_MS,
        },
      });
      try {
        await documents.send(command);
        return claim;
      } catch (error) {
        if (isConditionFailed(error)) return undefined;
        throw error;
      }
    },
  };
}
