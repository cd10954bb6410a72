import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '@besteam/service-kit';
import pg from 'pg';
import { connectionTo, type ServerAddress } from './address.ts';

const RECONNECT_MS = 1000;

export interface KeepListeningOptions {
  server: ServerAddress;
  channel: string;
  heard: () => void;
  logger: Logger;
  connectMs: number;
}

/**
 * LISTENs on a connection of its own, which a pool cannot offer, and connects anew when it is lost. After every
 * (re)connection it calls back once: what was told in between was not heard. Answers how to stop.
 */
export async function keepListening(options: KeepListeningOptions): Promise<() => Promise<void>> {
  const { channel, logger } = options;
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    stopping.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await listenUntilLost(options, stopped);
      } catch (error) {
        logger.warn({ err: error, channel }, 'cannot listen to the database; trying again');
      }
      await pause(RECONNECT_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = loop();
  return async () => {
    stopping.abort();
    await ended;
  };
}

async function listenUntilLost(
  { server, channel, heard, connectMs }: KeepListeningOptions,
  stopped: Promise<void>,
): Promise<void> {
  const client = new pg.Client({
    ...connectionTo(server),
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'besteam-users-listener',
  });
  const lost = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
    client.on('end', () => resolve());
  });
  client.on('notification', () => heard());
  try {
    await client.connect();
    await client.query(`listen ${client.escapeIdentifier(channel)}`);
    heard();
    await Promise.race([lost, stopped]);
  } finally {
    await client.end().catch(() => undefined);
  }
}
