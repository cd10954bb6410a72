import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { SquadWithActivity } from '../../application/ports.ts';
import { type ActivityItem, activityOf } from './activity.ts';
import { activityKey, squadKey } from './keys.ts';
import { type SquadItem, squadOf } from './squad-item.ts';
import { TABLE } from './tables.ts';

/** A squad and its activity, as they are now, in one strong read of their partition. */
export function squadsWithActivity(documents: DynamoDBDocumentClient) {
  return async (squadId: string): Promise<SquadWithActivity | undefined> => {
    const { pk, sk } = squadKey(squadId);
    const { Items = [] } = await documents.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': pk },
        ConsistentRead: true,
      }),
    );
    const squad = squadOf(Items.find((item) => item['sk'] === sk) as SquadItem | undefined);
    const activity = Items.find((item) => item['sk'] === activityKey(squadId).sk) as ActivityItem | undefined;
    return squad ? { squad, activity: activityOf(activity) } : undefined;
  };
}
