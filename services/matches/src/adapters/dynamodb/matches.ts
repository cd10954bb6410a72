import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Matches, MatchPage, Position } from '../../application/ports.ts';
import type { Match } from '../../domain/match.ts';
import { type Item, type Items, type Key, squadKey } from './items.ts';
import { documentOf, matchIn } from './match-document.ts';
import { CREATION_INDEX } from './tables.ts';

export const MATCH = 'MATCH#';

interface Store {
  items: Items;
  documents: DynamoDBDocumentClient;
  table: string;
}

/** Matches in DynamoDB: each one item, listed by the time of its creation. */
export function dynamoMatches({ items, documents, table }: Store): Matches {
  return {
    async find(squadId, matchId) {
      const item = await items.read(matchKey(squadId, matchId));
      return item && matchOf(item);
    },
    async list(squadId, { limit, before }) {
      const { Items: found = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName: table,
          IndexName: CREATION_INDEX,
          KeyConditionExpression: before ? 'pk = :pk AND createdKey < :before' : 'pk = :pk',
          ExpressionAttributeValues: { ':pk': squadKey(squadId), ...(before && { ':before': createdKey(before) }) },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
        }),
      );
      return page(
        (found as Item[]).flatMap((item) => matchOf(item) ?? []),
        LastEvaluatedKey !== undefined,
      );
    },
    save(match) {
      const { squadId, matchId, version, status, createdBy, updatedAt } = match;
      const item = {
        ...matchKey(squadId, matchId),
        version,
        doc: documentOf(match),
        accountId: createdBy,
        createdKey: createdKey(match),
        status,
        tellSince: updatedAt,
      };
      return items.write(item);
    },
    remove({ squadId, matchId, version, updatedAt }) {
      return items.bury({ ...matchKey(squadId, matchId), version, at: updatedAt });
    },
  };
}

export function matchKey(squadId: string, matchId: string): Key {
  return { pk: squadKey(squadId), sk: `${MATCH}${matchId}` };
}

function page(matches: Match[], more: boolean): MatchPage {
  const last = matches.at(-1);
  return more && last ? { matches, next: { createdAt: last.createdAt, matchId: last.matchId } } : { matches };
}

function createdKey({ createdAt, matchId }: Position): string {
  return `${createdAt}#${matchId}`;
}

export function matchOf({ doc }: Item): Match | undefined {
  return doc === undefined ? undefined : matchIn(doc);
}
