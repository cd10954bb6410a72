import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { isConditionFailed } from '@besteam/service-kit';
import type { Accounts } from '../../application/ports.ts';
import type { Account } from '../../domain/accounts.ts';
import { accountKey } from './keys.ts';
import { TABLE, TIME_TO_LIVE } from './tables.ts';

const DAY_SECONDS = 86_400;
/** Marks of accounts that are gone outlive every token and every late event of theirs. */
const MARK_DAYS = 35;

/** What the users service told of accounts. The end of an account is final; names go by version. */
export function accountsInDynamoDb(documents: DynamoDBDocumentClient, now: () => number): Omit<Accounts, 'recent'> {
  const expiry = () => Math.floor(now() / 1000) + MARK_DAYS * DAY_SECONDS;
  const update = (accountId: string, UpdateExpression: string, values: Record<string, unknown>, condition?: string) =>
    documents.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: accountKey(accountId),
        UpdateExpression,
        ExpressionAttributeValues: values,
        ...(condition ? { ConditionExpression: condition } : {}),
      }),
    );

  return {
    async find(accountId) {
      const Key = accountKey(accountId);
      const { Item } = await documents.send(new GetCommand({ TableName: TABLE, Key, ConsistentRead: true }));
      return Item as Account | undefined;
    },
    async changed(accountId, { displayName, kind }, version) {
      // Some stores refuse empty strings, and who has no name has none.
      const [setting, removing, name] =
        displayName === '' ? ['', ' REMOVE displayName', {}] : [', displayName = :name', '', { ':name': displayName }];
      const values = { ...name, ':kind': kind, ':told': version, ':yes': true };
      const newer =
        '(attribute_not_exists(told) OR told < :told) AND NOT deleted = :yes AND attribute_not_exists(mergedInto)';
      const expression = `SET kind = :kind, told = :told${setting}${removing}`;
      await update(accountId, expression, values, newer).catch(unlessOlder);
    },
    async deleted(accountId) {
      const values = { ':yes': true, ':expiry': expiry() };
      await update(accountId, `SET deleted = :yes, ${TIME_TO_LIVE} = :expiry REMOVE displayName, kind`, values);
    },
    async merged(guestId, into) {
      const values = { ':into': into, ':expiry': expiry() };
      await update(guestId, `SET mergedInto = :into, ${TIME_TO_LIVE} = :expiry REMOVE displayName`, values);
    },
  };
}

function unlessOlder(error: unknown): void {
  if (!isConditionFailed(error)) throw error;
}
