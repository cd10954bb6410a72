import { type DynamoDBDocumentClient, PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from '@besteam/service-kit';
import type { MySquads, SquadSummary } from '../../application/ports.ts';
import { isKeptOut, roleOf, type Squad } from '../../domain/squad.ts';
import { accountKey, LISTING, listingKey } from './keys.ts';
import { TABLE, TIME_TO_LIVE } from './tables.ts';

/** How long the mark of a membership that ended keeps older news of it out. */
const MARK_SECONDS = 35 * 86_400;

/** "My squads" in the account's partition. Only the relay writes it, see `list`. */
export function mySquadsInDynamoDb(documents: DynamoDBDocumentClient): MySquads {
  const query = (accountId: string, more: Partial<QueryCommandInput>) =>
    documents.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :listing)',
        FilterExpression: 'attribute_exists(summary)',
        ...more,
        ExpressionAttributeValues: {
          ':pk': accountKey(accountId).pk,
          ':listing': LISTING,
          ...more.ExpressionAttributeValues,
        },
      }),
    );

  return {
    async page(accountId, limit, cursor) {
      const items: SquadSummary[] = [];
      let start: QueryCommandInput['ExclusiveStartKey'] =
        cursor === undefined ? undefined : listingKey(accountId, cursor);
      do {
        const found = await query(accountId, { ConsistentRead: true, ExclusiveStartKey: start });
        items.push(...(found.Items ?? []).map((item) => item['summary'] as SquadSummary));
        start = found.LastEvaluatedKey;
      } while (start && items.length <= limit);
      const last = items[limit - 1];
      return items.length > limit && last ? { items: items.slice(0, limit), nextCursor: last.id } : { items };
    },
    async owned(accountId) {
      const FilterExpression = 'summary.#role = :owner';
      const found = await query(accountId, {
        FilterExpression,
        Select: 'COUNT',
        ExpressionAttributeNames: { '#role': 'role' },
        ExpressionAttributeValues: { ':owner': 'owner' },
      });
      return found.Count ?? 0;
    },
    async all(accountId) {
      const FilterExpression = 'attribute_exists(summary) OR attribute_exists(keptOut)';
      const squadIds: string[] = [];
      let start: QueryCommandInput['ExclusiveStartKey'];
      do {
        const found = await query(accountId, { ConsistentRead: true, FilterExpression, ExclusiveStartKey: start });
        squadIds.push(...(found.Items ?? []).map((item) => (item['sk'] as string).slice(LISTING.length)));
        start = found.LastEvaluatedKey;
      } while (start);
      return squadIds;
    },
  };
}

/**
 * Brings an account's entry for a squad up to date with the squad (undefined: deleted). Entries and the marks of ended
 * memberships go by the squad's version, so a late writer undoes nothing.
 */
export async function list(
  documents: DynamoDBDocumentClient,
  entry: { squadId: string; version: number; squad: Squad | undefined; accountId: string; nowMs: number },
): Promise<void> {
  const { squadId, version, squad, accountId, nowMs } = entry;
  const summary = squad ? summaryFor(squad, accountId) : undefined;
  const ended = { [TIME_TO_LIVE]: Math.floor(nowMs / 1000) + MARK_SECONDS };
  const without = squad && isKeptOut(squad, accountId) ? { keptOut: true } : ended;
  const put = new PutCommand({
    TableName: TABLE,
    Item: {
      ...listingKey(accountId, squadId),
      version,
      ...(summary ? { summary } : without),
    },
    ConditionExpression: 'attribute_not_exists(#version) OR #version < :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  });
  await documents.send(put).catch((error: unknown) => {
    if (!isConditionFailed(error)) throw error;
  });
}

function summaryFor(squad: Squad, accountId: string): SquadSummary | undefined {
  const role = roleOf(squad, accountId);
  const playerId = squad.members[accountId]?.playerId;
  if (role === undefined) return undefined;
  return { id: squad.id, name: squad.name, sport: squad.sport, role, ...(playerId === undefined ? {} : { playerId }) };
}
