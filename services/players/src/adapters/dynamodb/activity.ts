import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from '@besteam/service-kit';
import type { ActivityLog } from '../../application/ports.ts';
import { type Activity, NO_ACTIVITY } from '../../domain/activity.ts';
import { activityKey } from './keys.ts';
import { TABLE, TIME_TO_LIVE } from './tables.ts';

/** The mark of a deleted squad outlives every write that was sent before the deletion. */
const MARK_SECONDS = 86_400;

/** Beside the squad, so that rating never contends with it. Each fact keeps the time or the count it was told for. */
export interface ActivityItem {
  raters?: number;
  ratersAt?: string;
  /** The number of the count that told `raters`: times of several clocks have no order. */
  ratersCount?: number;
  matchAt?: string;
  lastMatchAt?: string;
}

export function activityOf(item: ActivityItem | undefined): Activity {
  if (!item) return NO_ACTIVITY;
  const lastActivityAt = [item.ratersAt, item.matchAt]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
  return {
    raters: item.raters ?? 0,
    ...(lastActivityAt === undefined ? {} : { lastActivityAt }),
    ...(item.lastMatchAt === undefined ? {} : { lastMatchAt: item.lastMatchAt }),
  };
}

/** Each fact is replaced by a later one only, so events may come in any order and more than once. */
export function activityInDynamoDb(documents: DynamoDBDocumentClient, now: () => number): ActivityLog {
  /** False when one of what the facts go by is there already, or later, or the squad is gone. */
  const replace = async (squadId: string, order: Record<string, string | number>, facts: Record<string, unknown>) => {
    const all = Object.entries({ ...facts, ...order });
    const later = Object.keys(order).map((name) => `(attribute_not_exists(${name}) OR ${name} < :${name})`);
    const update = new UpdateCommand({
      TableName: TABLE,
      Key: activityKey(squadId),
      UpdateExpression: `SET ${all.map(([name]) => `${name} = :${name}`).join(', ')}`,
      ConditionExpression: ['attribute_not_exists(gone)', ...later].join(' AND '),
      ExpressionAttributeValues: Object.fromEntries(all.map(([name, value]) => [`:${name}`, value])),
    });
    try {
      await documents.send(update);
      return true;
    } catch (error) {
      if (!isConditionFailed(error)) throw error;
      return false;
    }
  };
  return {
    async of(squadId) {
      const found = await documents.send(new GetCommand({ TableName: TABLE, Key: activityKey(squadId) }));
      return activityOf(found.Item as ActivityItem | undefined);
    },
    async rated(squadId, { raters, count, at }) {
      await replace(squadId, { ratersCount: count }, { raters, ratersAt: at });
    },
    async matchChanged(squadId, at, isMatch) {
      const order: Record<string, string> = isMatch ? { matchAt: at, lastMatchAt: at } : { matchAt: at };
      if ((await replace(squadId, order, {})) || !isMatch) return;
      // Something later was changed in a match; this may still be the last one.
      await replace(squadId, { lastMatchAt: at }, {});
    },
    async forget(squadId) {
      const Item = { ...activityKey(squadId), gone: true, [TIME_TO_LIVE]: Math.floor(now() / 1000) + MARK_SECONDS };
      await documents.send(new PutCommand({ TableName: TABLE, Item }));
    },
  };
}
