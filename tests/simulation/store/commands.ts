import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type Bindings, condition, type Item } from './expressions.ts';
import { keyOf, type Table } from './table.ts';
import { updated } from './updates.ts';

interface Conditional {
  ConditionExpression?: string | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** Carries out one of DynamoDB's commands at once, as a whole. */
export function execute(tables: ReadonlyMap<string, Table>, command: object): object {
  const tableOf = (name: string | undefined) => {
    const table = tables.get(name ?? '');
    if (!table) throw new Error(`there is no table ${name}`);
    return table;
  };
  if (command instanceof GetCommand) {
    const { TableName, Key = {}, ConsistentRead } = command.input;
    return { Item: tableOf(TableName).get(Key, ConsistentRead === true) };
  }
  if (command instanceof QueryCommand) return query(tableOf(command.input.TableName), command.input);
  if (command instanceof UpdateCommand) {
    const { Key = {}, UpdateExpression = '', ReturnValues } = command.input;
    const table = tableOf(command.input.TableName);
    const before = demanded(table, Key, command.input);
    const after = copied(updated({ ...before, ...Key }, UpdateExpression, bindingsOf(command.input)));
    table.put(Key, after);
    return ReturnValues === 'ALL_NEW' ? { Attributes: after } : {};
  }
  if (command instanceof PutCommand) {
    const { Item = {} } = command.input;
    const table = tableOf(command.input.TableName);
    demanded(table, Item, command.input);
    table.put(Item, copied(Item));
    return {};
  }
  if (command instanceof DeleteCommand) {
    const { Key = {}, TableName } = command.input;
    tableOf(TableName).put(Key, undefined);
    return {};
  }
  if (!(command instanceof BatchWriteCommand)) throw new Error(`no such command here: ${command.constructor.name}`);
  for (const [name, requests] of Object.entries(command.input.RequestItems ?? {})) {
    for (const { DeleteRequest } of requests) {
      if (!DeleteRequest?.Key) throw new Error('batches only delete here');
      tableOf(name).put(DeleteRequest.Key, undefined);
    }
  }
  return {};
}

/** What is stored under the key now, if that is what the write insists on. */
function demanded(table: Table, key: Item, input: Conditional): Item | undefined {
  const before = table.get(key, true);
  const demand = input.ConditionExpression;
  if (demand === undefined || condition(demand)(before ?? {}, bindingsOf(input))) return before;
  throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
}

function query(table: Table, input: QueryCommandInput): object {
  const access = table.access(input.IndexName);
  const bindings = bindingsOf(input);
  const wanted = condition(input.KeyConditionExpression ?? '');
  const found = table.all(access, input.ConsistentRead === true).filter((item) => wanted(item, bindings));
  if (input.ScanIndexForward === false) found.reverse();
  const start = input.ExclusiveStartKey;
  const rest = start ? found.slice(found.findIndex((item) => keyOf(item) === keyOf(start)) + 1) : found;
  const page = rest.slice(0, input.Limit ?? rest.length);
  const filter = input.FilterExpression === undefined ? undefined : condition(input.FilterExpression);
  const items = filter ? page.filter((item) => filter(item, bindings)) : page;
  const last = page.at(-1);
  const more = last !== undefined && page.length === input.Limit;
  const shown = input.ProjectionExpression?.split(',').map((name) => name.trim()) ?? access.shown;
  return {
    Count: items.length,
    ...(input.Select === 'COUNT' ? {} : { Items: shown ? items.map((item) => only(item, shown)) : items }),
    ...(more
      ? { LastEvaluatedKey: only(last, ['pk', 'sk', access.hash, ...(access.range ? [access.range] : [])]) }
      : {}),
  };
}

function only(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]]])));
}

function bindingsOf({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: Conditional): Bindings {
  return { names, values };
}

/** Stored apart from what the caller holds, unchangeable, without undefined fields: as after a journey over the wire. */
function copied<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Set) return new Set(value) as T;
  if (Array.isArray(value)) return Object.freeze(value.map(copied)) as T;
  const fields = Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, copied(field)]]));
  return Object.freeze(Object.fromEntries(fields)) as T;
}
