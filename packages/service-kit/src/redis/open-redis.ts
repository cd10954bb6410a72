import type { FastifyBaseLogger as Logger } from 'fastify';
import { Redis } from 'ioredis';
import { until } from '../until.ts';

export interface RedisOptions {
  /** `redis://…` or `rediss://…`, with user, password and database. */
  url: string;
  /** Authorities to trust with `rediss://`, PEM; default: those of the machine. */
  ca?: string | undefined;
  name: string;
  logger: Logger;
}

/** Redis is here to make things quick: what it does not answer at once is done without it. */
const ANSWER_MS = 300;
const CONNECT_MS = 1000;
const LONGEST_REST_MS = 2000;

/**
 * A connection that is there when this resolves. When it is lost later, commands fail within a moment instead of
 * waiting, and it comes back by itself.
 */
export async function openRedis({ url, ca, name, logger }: RedisOptions): Promise<Redis> {
  const redis = new Redis(url, {
    connectionName: name,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWER_MS,
    connectTimeout: CONNECT_MS,
    retryStrategy: (times) => Math.min(times * 100, LONGEST_REST_MS),
    ...(url.startsWith('rediss:') && ca !== undefined ? { tls: { ca } } : {}),
  });
  quiet(redis);
  let lost = false;
  redis.on('close', () => {
    if (!lost) logger.warn('the connection to Redis is lost: slower, but right');
    lost = true;
  });
  redis.on('ready', () => {
    lost = false;
  });
  await until(() => redis.ping(), { name: 'Redis', logger });
  return redis;
}

/** ioredis prints every failed attempt to connect, also those of the copies that are made of a connection. */
function quiet(redis: Redis): void {
  redis.on('error', () => undefined);
  const copy = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const twin = copy(override);
    quiet(twin);
    return twin;
  };
}
