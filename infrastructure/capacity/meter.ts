import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Capacity units as DynamoDB counts them: 4 kB strongly read, 1 kB written. Entries of global indexes are not among them. */
export interface Units {
  read: number;
  write: number;
}

/** Stands between a service and its store and counts what each command consumes. */
export interface Meter {
  endpoint: string;
  /** What was consumed while this went on; the relay's empty searches apart. */
  of(work: () => Promise<unknown>): Promise<Units>;
  close(): Promise<void>;
}

const READS = new Set(['GetItem', 'Query', 'BatchGetItem']);

export async function startMeter(store: string): Promise<Meter> {
  let units: Units = { read: 0, write: 0 };
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']);
    const action = target.slice(target.indexOf('.') + 1);
    const command: Record<string, unknown> = JSON.parse(await text(request));
    const metered = /Item|Query/.test(action) ? { ...command, ReturnConsumedCapacity: 'TOTAL' } : command;
    const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0', ...SIGNATURE };
    const answer = await fetch(store, { method: 'POST', headers, body: JSON.stringify(metered) });
    const body = await answer.text();
    if (answer.ok && command['IndexName'] !== 'outbox') {
      units[READS.has(action) ? 'read' : 'write'] += consumed(JSON.parse(body));
    }
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async of(work) {
      units = { read: 0, write: 0 };
      await work();
      return { ...units };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The embedded store wants one, and does not look at it. */
const SIGNATURE = {
  'x-amz-date': '20261119T200000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20261119/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
};

function consumed(answer: { ConsumedCapacity?: { CapacityUnits: number } | { CapacityUnits: number }[] }): number {
  return [answer.ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}
