import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Counted {
  calls: number;
  /** As AWS counts them, and DynamoDB Local after it. */
  readUnits: number;
  writeUnits: number;
}

/** DynamoDB with a counter in front of it. */
export interface CountingStore {
  url: string;
  /** Since it was asked last. */
  take(): Counted;
  close(): Promise<void>;
}

const READS = ['GetItem', 'Query', 'BatchGetItem', 'Scan'];
/** Relays look there every second, whoever asks for what. */
const LOOKED_AT_ANYHOW = ['outbox', 'endings'];

/** Hands every call on, and asks the store what it cost. */
export async function countingStore(storeUrl: string): Promise<CountingStore> {
  const agent = new Agent({ keepAlive: true });
  const none = (): Counted => ({ calls: 0, readUnits: 0, writeUnits: 0 });
  let counted = none();
  const server = createServer(async (asked, answering) => {
    const operation = String(asked.headers['x-amz-target']).split('.').at(-1) ?? '';
    const call = JSON.parse((await buffer(asked)).toString()) as { IndexName?: string };
    const body = JSON.stringify(operation.endsWith('Table') ? call : { ...call, ReturnConsumedCapacity: 'TOTAL' });
    const answer = await handedOn(new URL(storeUrl), { agent, asked, body });
    const content = await buffer(answer);
    answering.writeHead(answer.statusCode ?? 502, answer.headers).end(content);
    if (operation.endsWith('Table') || LOOKED_AT_ANYHOW.includes(call.IndexName ?? '')) return;
    const { ConsumedCapacity: cost } = JSON.parse(content.toString()) as { ConsumedCapacity?: Cost | Cost[] };
    counted.calls += 1;
    counted[READS.includes(operation) ? 'readUnits' : 'writeUnits'] += [cost ?? []]
      .flat()
      .reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  });
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = counted;
      counted = none();
      return taken;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Cost {
  CapacityUnits?: number;
}

async function handedOn(
  { hostname, port }: URL,
  { agent, asked, body }: { agent: Agent; asked: IncomingMessage; body: string },
): Promise<IncomingMessage> {
  const headers = { ...asked.headers, 'content-length': String(Buffer.byteLength(body)) };
  const sent = request({ hostname, port, agent, method: 'POST', path: '/', headers }).end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return answer;
}
