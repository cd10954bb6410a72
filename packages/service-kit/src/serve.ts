import type { AddressInfo } from 'node:net';
import closeWithGrace from 'close-with-grace';
import { ConfigError } from './config/read-config.ts';
import { createServer, type ServerOptions } from './http/server.ts';
import type { Platform } from './platform.ts';
import type { Service } from './service.ts';

const DRAIN_MS = 9000;

export interface Running {
  /** e.g. `https://localhost:8443` */
  origin: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Listens, then starts consumers and relays. `close` stops in the order in which nothing is lost: no new requests,
 * the ones in hand are answered, consumers and relays finish what they hold, engines close.
 */
export async function serve(services: Service[], platform: Platform, front?: ServerOptions['front']): Promise<Running> {
  const server = await createServer({ services, platform, front });
  const { HOST, PORT } = platform.settings;
  await server.listen({ host: HOST, port: PORT });
  const { port } = server.server.address() as AddressInfo;
  for (const service of services) await service.start();
  return {
    origin: `https://localhost:${port}`,
    port,
    async close() {
      await server.close();
      for (const service of services) await service.stop();
      await platform.close();
    },
  };
}

/** Runs a process until SIGTERM or SIGINT; drains within 10 s. A wrong configuration ends it with one line. */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  const starting = start();
  closeWithGrace({ delay: DRAIN_MS }, async ({ err }) => {
    if (err) process.stderr.write(`${err.stack ?? err.message}\n`);
    const running = await starting.catch(() => undefined);
    await running?.close();
  });
  try {
    await starting;
  } catch (error) {
    process.stderr.write(
      `${error instanceof ConfigError ? error.message : String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exit(1);
  }
}
