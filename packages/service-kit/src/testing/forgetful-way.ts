import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { startDynalite } from '../dynamodb/embedded-dynamodb.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface ForgetfulWay {
  /** Where to ask in the store's place. */
  endpoint: string;
  /**
   * Loses one answer: that to the next command whose name and body contain all these words. The store has done it by
   * then, and `meanwhile` is over before the asker can send it again. Counts such commands from then on.
   */
  loseAnswer(words: string[], meanwhile?: () => Promise<unknown>): { sent: number };
  close(): Promise<void>;
}

interface Loss {
  words: string[];
  meanwhile: (() => Promise<unknown>) | undefined;
  count: { sent: number };
}

/**
 * A way to the DynamoDB at this endpoint, or to an embedded one of its own, on which answers get lost as on a network:
 * the connection ends, and the asker knows nothing.
 */
export async function startForgetfulWay(endpoint?: string): Promise<ForgetfulWay> {
  const own = endpoint === undefined ? await startEmbedded() : undefined;
  const target = endpoint ?? own?.endpoint ?? '';
  const losses: Loss[] = [];
  const server = createServer(async (asked, answer) => {
    const body = await buffer(asked);
    const command = `${asked.headers['x-amz-target']} ${body}`;
    const loss = losses.find(({ words }) => words.every((word) => command.includes(word)));
    if (loss) loss.count.sent += 1;
    const isLost = loss?.count.sent === 1;
    const { statusCode = 502, headers, content } = await passedOn(target, asked, body);
    if (isLost) {
      await loss.meanwhile?.();
      asked.socket.resetAndDestroy();
    } else answer.writeHead(statusCode, headers).end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswer(words, meanwhile) {
      const count = { sent: 0 };
      losses.unshift({ words, meanwhile, count });
      return count;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
      await own?.close();
    },
  };
}

async function passedOn(target: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(new URL(url ?? '/', target), { method, headers, agent: false }, resolve)
      .once('error', reject)
      .end(body);
  });
  return { statusCode: answer.statusCode, headers: answer.headers, content: await buffer(answer) };
}

async function startEmbedded() {
  const folder = await temporaryFolder();
  const { endpoint, close } = await startDynalite({ path: folder.path });
  return { endpoint, close: () => close().then(folder.remove) };
}
