import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Squad } from '@besteam/contracts/players';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { startDynamodbLocal } from '@besteam/service-kit/testing/servers';
import type { Pool } from 'undici';
import { poolTo } from './by-turns.ts';
import { type PythonServer, startPython } from './python.ts';

export interface Scene {
  squad: Squad;
  /** Tokens of who play. */
  guests: string[];
  ours: { pool: Pool; processorTime(): Promise<number> };
  theirs: { pool: Pool; processorTime(): number };
  end(): Promise<void>;
}

/** Besteam's services and FastAPI's, each in a process of its own, with one certificate, on one store, with one squad. */
export async function setScene(interpreter: string): Promise<Scene> {
  const folder = await temporaryFolder();
  const store = await startDynamodbLocal({ inMemory: true });
  const env = { ...process.env, DATA_DIR: folder.path, DYNAMODB_ENDPOINT: store.url };
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)), { env });
  const [{ origin, ca, leaf, accounts, people, issuer, audience, publicKey }] = await once(child, 'message');
  const ours = poolTo(origin, ca);
  const [owner, ...guests] = people;
  const squad = await aSquad(ours, owner, guests);
  await storeForPython(store.url, squad, accounts);
  const python: PythonServer = await startPython(
    interpreter,
    { certFile: leaf, keyFile: leaf },
    { DYNAMODB_ENDPOINT: store.url, ISSUER: issuer, AUDIENCE: audience, PUBLIC_KEY: publicKey },
  );
  const theirs = poolTo(python.origin, ca);
  return {
    squad,
    guests,
    ours: {
      pool: ours,
      async processorTime() {
        child.send('processor time');
        return (await once(child, 'message'))[0];
      },
    },
    theirs: { pool: theirs, processorTime: python.processorTime },
    async end() {
      await Promise.all([ours.close(), theirs.close()]);
      python.end();
      child.send('end');
      await once(child, 'exit');
      await store.remove();
      await folder.remove();
    },
  };
}

async function aSquad(pool: Pool, owner: string, guests: string[]): Promise<Squad> {
  const ask = async (method: 'POST' | 'GET', token: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
    const answer = await pool.request({ method, path, headers, body: body ? JSON.stringify(body) : null });
    if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.statusCode} ${await answer.body.text()}`);
    return (await answer.body.json()) as Squad;
  };
  const service = '/api/players/v1';
  const { id, code } = await ask('POST', owner, `${service}/squads`, { name: 'Thursday futsal', sport: 'futsal' });
  const names = guests.map((_, index) => ({ name: `Player number ${index}`, positions: ['defender'] }));
  const { players } = await ask('POST', owner, `${service}/squads/${id}/players`, { players: names });
  for (const [index, guest] of guests.entries()) {
    await ask('POST', guest, `${service}/invitations/${code}/memberships`, { playerId: players[index]?.id });
  }
  return ask('GET', owner, `${service}/squads/${id}`);
}

/** The answer as FastAPI will give it, and who may see it. */
async function storeForPython(endpoint: string, squad: Squad, members: string[]): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'alternatives',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const doc = JSON.stringify({ squad, members });
  const item = { TableName: 'alternatives', Item: { pk: squad.id, sk: 'SQUAD', doc } };
  await DynamoDBDocumentClient.from(client).send(new PutCommand(item));
  client.destroy();
}
