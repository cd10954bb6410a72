import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Registry } from 'prom-client';
import type { TokenVerifier } from './auth/actor.ts';
import { createTokenVerifier, remoteKeys } from './auth/tokens.ts';
import type { Cache } from './cache/cache.ts';
import { openCache } from './cache/open-cache.ts';
import { createMetrics } from './http/metrics.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import type { EventBus } from './messaging/bus.ts';
import { openBus } from './messaging/open-bus.ts';
import { platformFetch } from './platform-fetch.ts';
import type { PlatformSettings } from './platform-settings.ts';
import { openRedis } from './redis/open-redis.ts';
import { measuredBus } from './telemetry/measured-bus.ts';
import { measuredCache } from './telemetry/measured-cache.ts';
import { openTracing } from './telemetry/open-tracing.ts';
import { tracedBus } from './telemetry/traced-bus.ts';
import { tracedFetch } from './telemetry/traced-fetch.ts';
import type { Tracing } from './telemetry/tracing.ts';
import { loadTls, type Tls } from './tls/tls.ts';

/** What services stand on: one a process, shared by all the services in it. */
export interface Platform {
  settings: PlatformSettings;
  logger: Logger;
  tls: Tls;
  bus: EventBus;
  cache: Cache;
  /** Absent where this process caches and counts alone. */
  redis?: Redis | undefined;
  tokens: TokenVerifier;
  metrics: Registry;
  /** Absent where no traces are collected. */
  tracing?: Tracing | undefined;
  /** fetch that trusts the authorities of `tls`: for calls to other services. */
  fetch: typeof fetch;
  /** Origins of the other services. */
  origins: { users: string; players: string };
  /** What `/health/ready` names too, but can do without: events wait in the outbox, the cache is only quick. */
  dependencies: Record<string, () => Promise<void>>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Shown in every log line. */
  name: string;
  /** JSON Schemas of the events by type, from `contracts/`. */
  eventSchemas: Record<string, object>;
  /** The consumers' queues and their types, from `contracts/`: all are declared before anything is published. */
  eventQueues?: Record<string, string[]>;
  /** Stands in for the keys fetched from the users service. */
  tokens?: TokenVerifier;
  retryDelaysMs?: number[];
}

/** Opens the engines that the settings choose; waits, and says so, for those that are not there yet. */
export async function createPlatform(settings: PlatformSettings, options: PlatformOptions): Promise<Platform> {
  await mkdir(settings.DATA_DIR, { recursive: true });
  const logger = createLogger({ level: settings.LOG_LEVEL, name: options.name });
  const tls = await loadTls({
    dataDir: settings.DATA_DIR,
    certFile: settings.TLS_CERT_FILE,
    keyFile: settings.TLS_KEY_FILE,
    caFile: settings.TLS_CA_FILE,
  });
  const calls = platformFetch(tls.ca);
  const tracing = await openTracing(settings.OTEL_EXPORTER_OTLP_ENDPOINT, { service: options.name, logger });
  const trustingFetch = tracing ? tracedFetch(calls.fetch, tracing) : calls.fetch;
  const metrics = createMetrics();
  const self = `https://localhost:${settings.PORT}`;
  const origins = { users: settings.USERS_URL ?? self, players: settings.PLAYERS_URL ?? self };
  const { name, eventSchemas, eventQueues: queues, retryDelaysMs } = options;
  const redis = settings.REDIS_URL ? await openRedis({ url: settings.REDIS_URL, ca: tls.ca, name, logger }) : undefined;
  const file = join(settings.DATA_DIR, 'bus.sqlite');
  const opened = await openBus({
    url: settings.RABBITMQ_URL,
    ca: tls.ca,
    file,
    name,
    logger,
    eventSchemas,
    retryDelaysMs,
    queues,
  });
  const measured = measuredBus(opened.bus, metrics);
  const bus = tracing ? tracedBus(measured, tracing) : measured;
  const cache = measuredCache(openCache({ name, redis, logger }), metrics);
  const tokens =
    options.tokens ??
    createTokenVerifier({
      keys: remoteKeys(`${origins.users}/api/users/v1/.well-known/jwks.json`, trustingFetch),
      issuer: settings.TOKEN_ISSUER,
      audience: settings.TOKEN_AUDIENCE,
    });
  return {
    settings,
    logger,
    tls,
    bus,
    cache,
    redis,
    tokens,
    metrics,
    tracing,
    fetch: trustingFetch,
    origins,
    dependencies: { bus: opened.ping, ...(redis ? { redis: async () => void (await redis.ping()) } : {}) },
    async close() {
      await bus.close();
      await cache.close();
      redis?.disconnect();
      await calls.close();
      await tracing?.close();
    },
  };
}
