import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AbstractLevel } from 'abstract-level';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isInfrastructureFailure } from '../messaging/infrastructure-failure.ts';
import { startForgetfulWay } from '../testing/forgetful-way.ts';
import { isConditionFailed } from './condition-failed.ts';
import { type DynamoDb, openDynamoDb } from './dynamodb.ts';
import { startDynalite } from './embedded-dynamodb.ts';

const logger = pino({ level: 'silent' });
const squads: CreateTableCommandInput = {
  TableName: 'squads',
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: 'code', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-code',
      KeySchema: [{ AttributeName: 'code', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

let path: string;
const opened: DynamoDb[] = [];
const open = async (endpoint?: string): Promise<DynamoDb> => {
  const db = await openDynamoDb({ path, endpoint, tables: [squads], logger });
  opened.push(db);
  return db;
};
const get = async ({ documents }: DynamoDb, id: string) =>
  (await documents.send(new GetCommand({ TableName: 'squads', Key: { id }, ConsistentRead: true }))).Item;
const put = ({ documents }: DynamoDb, Item: Record<string, unknown>) =>
  documents.send(new PutCommand({ TableName: 'squads', Item }));

beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'besteam-dynamodb-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((db) => db.close()));
  await rm(path, { recursive: true });
});

describe('the embedded DynamoDB', () => {
  it('keeps documents over a restart, without their undefined fields', async () => {
    const db = await open();
    await put(db, { id: 'a', code: 'CODE', players: [{ name: 'Ana', level: 3.5 }], place: undefined });
    await opened.splice(0)[0]?.close();
    expect(await get(await open(), 'a')).toEqual({ id: 'a', code: 'CODE', players: [{ name: 'Ana', level: 3.5 }] });
  });

  it('finds by index', async () => {
    const db = await open();
    await put(db, { id: 'a', code: 'CODE' });
    await put(db, { id: 'b' });
    const found = await db.documents.send(
      new QueryCommand({
        TableName: 'squads',
        IndexName: 'by-code',
        KeyConditionExpression: 'code = :code',
        ExpressionAttributeValues: { ':code': 'CODE' },
      }),
    );
    expect(found.Items).toEqual([{ id: 'a', code: 'CODE' }]);
  });

  it('lets one of many racing conditional writes win', async () => {
    const db = await open();
    await put(db, { id: 'a', version: 1 });
    const race = Array.from({ length: 20 }, () =>
      db.documents.send(
        new UpdateCommand({
          TableName: 'squads',
          Key: { id: 'a' },
          UpdateExpression: 'SET version = :next',
          ConditionExpression: 'version = :now',
          ExpressionAttributeValues: { ':now': 1, ':next': 2 },
        }),
      ),
    );
    const outcomes = await Promise.allSettled(race);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason);
    expect(failures.every(isConditionFailed)).toBe(true);
    expect(failures.some(isInfrastructureFailure)).toBe(false);
  });

  it('is refused to a second opener, clearly, and free after closing', async () => {
    await open();
    await expect(open()).rejects.toThrow(`The data in ${path} are in use by another process`);
    await opened.splice(0)[0]?.close();
    await expect(open()).resolves.toBeDefined();
  });

  it('says when a table is missing', async () => {
    const db = await openDynamoDb({ path, tables: [], logger });
    opened.push(db);
    await expect(put(db, { id: 'a' })).rejects.toThrow();
    expect(isConditionFailed(await put(db, { id: 'a' }).catch((error: unknown) => error))).toBe(false);
  });

  it('ends all its readings: an open one keeps in memory and in the files what was deleted since', async () => {
    const begun = vi.spyOn(AbstractLevel.prototype, 'attachResource');
    const ended = vi.spyOn(AbstractLevel.prototype, 'detachResource');
    const db = await open();
    await Promise.all(['a', 'b', 'c'].map((id) => put(db, { id, code: 'CODE' })));
    const all = { TableName: 'squads' };
    const ofCode = {
      IndexName: 'by-code',
      KeyConditionExpression: 'code = :code',
      ExpressionAttributeValues: { ':code': 'CODE' },
    };
    for (const some of [{}, { Limit: 1 }]) {
      await db.documents.send(new QueryCommand({ ...all, ...ofCode, ...some }));
      await db.documents.send(new ScanCommand({ ...all, ...some }));
    }
    expect(begun.mock.calls.length).toBeGreaterThanOrEqual(4);
    await expect.poll(() => ended.mock.calls.length).toBe(begun.mock.calls.length);
    begun.mockRestore();
    ended.mockRestore();
  });

  it('survives a client that goes away in the middle of a request', async () => {
    const server = await startDynalite({ path: join(path, 'server') });
    const db = await open(server.endpoint);
    const socket = connect(Number(new URL(server.endpoint).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"half":');
    await expect(db.ping()).resolves.toBeUndefined();
    socket.resetAndDestroy();
    await once(socket, 'close');
    await expect(db.ping()).resolves.toBeUndefined();
    await opened.splice(0)[0]?.close();
    await server.close();
  });

  it('has everything it answered after kill -9', async () => {
    const program = fileURLToPath(new URL('dynamodb-child.ts', import.meta.url));
    const child = spawn(process.execPath, [program, path, JSON.stringify(squads)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exit = once(child, 'exit');
    let answered = -1;
    child.on('message', (id) => {
      answered = Number(id);
      if (answered === 30) child.kill('SIGKILL');
    });
    expect((await exit)[1]).toBe('SIGKILL');
    expect(answered).toBeGreaterThanOrEqual(30);
    const db = await open();
    for (let id = 0; id <= answered; id += 1) expect(await get(db, `squad-${id}`)).toBeDefined();
  });
});

describe('a DynamoDB behind an endpoint', () => {
  it('gets its missing tables, once for several services that start together', async () => {
    const server = await startDynalite({ path: join(path, 'server') });
    const both = await Promise.all([open(server.endpoint), open(server.endpoint)]);
    for (const db of both) await expect(db.ping()).resolves.toBeUndefined();
    await Promise.all(opened.splice(0).map((db) => db.close()));
    await server.close();
  });

  it('is waited for until it answers', async () => {
    let refusals = 0;
    const { front, endpoint } = await listen((request, response) => {
      refusals += 1;
      // What the client makes of the first 503s (three tries) must not end the wait; then a table that is there.
      if (refusals <= 4) response.writeHead(503).end();
      else response.writeHead(200).end(JSON.stringify({ Table: { TableName: 'squads', TableStatus: 'ACTIVE' } }));
      request.resume();
    });
    await expect(open(endpoint)).resolves.toBeDefined();
    expect(refusals).toBeGreaterThan(4);
    front.close();
  });

  it('is sent once more what it left unanswered, and refuses a conditional write that it had done', async () => {
    const way = await startForgetfulWay();
    const db = await open(way.endpoint);
    const write = way.loseAnswer(['PutItem', '"a"']);
    const put = new PutCommand({
      TableName: 'squads',
      Item: { id: 'a', code: 'CODE' },
      ConditionExpression: 'attribute_not_exists(id)',
    });
    expect(isConditionFailed(await db.documents.send(put).catch((error: unknown) => error))).toBe(true);
    expect([write.sent, await get(db, 'a')]).toEqual([2, { id: 'a', code: 'CODE' }]);
    await opened.splice(0)[0]?.close();
    await way.close();
  });

  it('is asked once more also after an outage that no answer came out of', async () => {
    let lost = 0;
    const { front, endpoint } = await listen((request, response) => {
      const isGet = String(request.headers['x-amz-target']).endsWith('GetItem');
      if (isGet && lost > 0) {
        lost -= 1;
        return void request.socket.resetAndDestroy();
      }
      response.end(JSON.stringify(isGet ? {} : { Table: { TableName: 'squads', TableStatus: 'ACTIVE' } }));
      request.resume();
    });
    const db = await open(endpoint);
    lost = Number.POSITIVE_INFINITY;
    const failures = await Promise.allSettled(Array.from({ length: 50 }, () => get(db, 'a')));
    expect(failures.every(({ status }) => status === 'rejected')).toBe(true);
    lost = 1;
    await expect(get(db, 'a')).resolves.toBeUndefined();
    expect(lost).toBe(0);
    front.close();
  });

  it('that went away fails as infrastructure does', async () => {
    const server = await startDynalite({ path: join(path, 'server') });
    const db = await open(server.endpoint);
    await server.close();
    const failure = await db.ping().catch((error: unknown) => error);
    expect(isInfrastructureFailure(failure)).toBe(true);
  });
});

async function listen(handler: Parameters<typeof createServer>[1]): Promise<{ front: Server; endpoint: string }> {
  const front = createServer(handler);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  return { front, endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` };
}
