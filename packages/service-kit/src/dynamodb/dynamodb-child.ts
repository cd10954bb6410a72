import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { pino } from 'pino';
import { openDynamoDb } from './dynamodb.ts';

/** Writes item after item and tells of each that was answered, until it is killed. */
const [path = '', table = '[]'] = process.argv.slice(2);
const { documents } = await openDynamoDb({ path, tables: [JSON.parse(table)], logger: pino({ level: 'silent' }) });
for (let id = 0; ; id += 1) {
  await documents.send(new PutCommand({ TableName: 'squads', Item: { id: `squad-${id}`, version: 1 } }));
  process.send?.(id);
}
