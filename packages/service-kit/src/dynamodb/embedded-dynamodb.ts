import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { letReadingsEnd } from './ending-readings.ts';
import { takeFolder } from './exclusive-folder.ts';
import { takenOutOfFiles } from './taken-out-of-files.ts';

export interface EmbeddedDynamoDb {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * DynamoDB's protocol on a random port of the loopback interface, its data under `path`. What was answered survives
 * the process's end by any signal. Throws when somebody else has `path` open. Dynalite is loaded only when it is chosen: an
 * image for real engines comes without it.
 */
export async function startDynalite({ path }: { path: string }): Promise<EmbeddedDynamoDb> {
  const { default: dynalite } = await import('dynalite');
  await letReadingsEnd();
  const folder = takeFolder(path);
  const store = join(path, 'store');
  const server = dynalite({ path: store, createTableMs: 0 });
  server.on('request', tolerateLostClient);
  // Only our own client comes here: closing its idle connections could only hit a request that is just setting out.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      try {
        await new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
        await takenOutOfFiles(store);
      } finally {
        folder.release();
      }
    },
  };
}

/** Dynalite throws, and would end this process, when a client goes away in the middle of its request. */
function tolerateLostClient(request: IncomingMessage): void {
  request.removeAllListeners('error').on('error', () => {});
}
