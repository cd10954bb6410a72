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
  const replace = async (squadId: string, order: string, at: string | number, facts: Record<string, unknown>) => {
    const names = Object.keys({ ...facts, [order]: at });
    const update = new UpdateCommand({
      TableName: TABLE,
      Key: activityKey(squadId),
      UpdateExpression: `SET ${names.map((name) => `${name} = :${name}`).join(', ')}`,
      ConditionExpression: `attribute_not_exists(gone) AND (attribute_not_exists(${order}) OR ${order} < :${order})`,
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries({ ...facts, [order]: at }).map(([name, value]) => [`:${name}`, value]),
      ),
    });
    await documents.send(update).catch(unlessOlder);
  };
  return {
    async of(squadId) {
      const found = await documents.send(new GetCommand({ TableName: TABLE, Key: activityKey(squadId) }));
      return activityOf(found.Item as ActivityItem | undefined);
    },
    rated: (squadId, { raters, count, at }) => replace(squadId, 'ratersCount', count, { raters, ratersAt: at }),
    async matchChanged(squadId, at, isMatch) {
      await replace(squadId, 'matchAt', at, {});
      if (isMatch) await replace(squadId, 'lastMatchAt', at, {});
    },
    async forget(squadId) {
      const Item = { ...activityKey(squadId), gone: true, [TIME_TO_LIVE]: Math.floor(now() / 1000) + MARK_SECONDS };
      await documents.send(new PutCommand({ TableName: TABLE, Item }));
    },
  };
}

function unlessOlder(error: unknown): void {
  if (!isConditionFailed(error)) throw error;
}
