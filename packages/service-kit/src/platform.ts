import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Registry } from 'prom-client';
import { Agent, fetch as undiciFetch } from 'undici';
import type { TokenVerifier } from './auth/actor.ts';
import { createTokenVerifier, remoteKeys } from './auth/tokens.ts';
import type { Cache } from './cache/cache.ts';
import { openCache } from './cache/open-cache.ts';
import { createMetrics } from './http/metrics.ts';
import { createLogger, type Logger } from './logging/logger.ts';
import type { EventBus } from './messaging/bus.ts';
import { openEmbeddedBus } from './messaging/embedded-bus.ts';
import { checkedBus } from './messaging/event-schemas.ts';
import type { PlatformSettings } from './platform-settings.ts';
import { loadTls, type Tls } from './tls/tls.ts';

/** What services stand on: one a process, shared by all the services in it. */
export interface Platform {
  settings: PlatformSettings;
  logger: Logger;
  tls: Tls;
  bus: EventBus;
  cache: Cache;
  tokens: TokenVerifier;
  metrics: Registry;
  /** fetch that trusts the authorities of `tls`: for calls to other services. */
  fetch: typeof fetch;
  /** Origins of the other services. */
  origins: { users: string; players: string };
  dependencies: Record<string, () => Promise<void>>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** Shown in every log line. */
  name: string;
  /** JSON Schemas of the events by type, from `contracts/`. */
  eventSchemas: Record<string, object>;
  /** Stands in for the keys fetched from the users service. */
  tokens?: TokenVerifier;
  retryDelaysMs?: number[];
}

/** Opens the engines that the settings choose. */
export async function createPlatform(settings: PlatformSettings, options: PlatformOptions): Promise<Platform> {
  await mkdir(settings.DATA_DIR, { recursive: true });
  const logger = createLogger({ level: settings.LOG_LEVEL, name: options.name });
  const tls = await loadTls({
    dataDir: settings.DATA_DIR,
    certFile: settings.TLS_CERT_FILE,
    keyFile: settings.TLS_KEY_FILE,
    caFile: settings.TLS_CA_FILE,
  });
  const agent = new Agent({ connect: { ca: tls.ca, timeout: 1000 }, headersTimeout: 2000, bodyTimeout: 2000 });
  const trustingFetch = ((input: string | URL, init?: object) =>
    undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch;
  const self = `https://localhost:${settings.PORT}`;
  const origins = { users: settings.USERS_URL ?? self, players: settings.PLAYERS_URL ?? self };
  const bus = checkedBus(
    openEmbeddedBus({ file: join(settings.DATA_DIR, 'bus.sqlite'), logger, ...retryDelays(options) }),
    options.eventSchemas,
  );
  const cache = openCache({ name: options.name });
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
    tokens,
    metrics: createMetrics(),
    fetch: trustingFetch,
    origins,
    dependencies: { bus: async () => void (await bus.depth()) },
    async close() {
      await bus.close();
      await cache.close();
      await agent.close();
    },
  };
}

function retryDelays({ retryDelaysMs }: PlatformOptions): { retryDelaysMs?: number[] } {
  return retryDelaysMs ? { retryDelaysMs } : {};
}
