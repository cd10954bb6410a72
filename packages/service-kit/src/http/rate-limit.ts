import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler, onRequestHookHandler } from 'fastify';
import type { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { networkOf } from './network-of.ts';
import { HttpProblem } from './problem.ts';
import { type SharedCounts, sharedCounts } from './shared-counts.ts';

/** How often an address may guess wrong: `attempts` answers with one of `statuses` within `seconds`. */
export interface GuessingGuard {
  attempts: number;
  seconds: number;
  statuses: number[];
}

export interface RateLimits {
  perAddress: onRequestHookHandler;
  perAccount: onRequestHookHandler;
  guessing(guard: GuessingGuard): onRequestAsyncHookHandler;
  /** Call with every answer of a guarded operation: counts the wrong guesses. */
  onAnswer(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void;
  close(): void;
}

export interface RateLimitSettings {
  /** Requests a minute from one address: thirty friends behind one router join, rate and draw in the same minute. */
  addressPerMinute: number;
  /** Requests a minute of one account. */
  accountPerMinute: number;
  /** Where the processes count together. */
  redis?: Redis | undefined;
}

const MINUTE_MS = 60_000;

interface CountedGuess {
  limiter: RateLimiterAbstract;
  key: string;
  statuses: number[];
}

/**
 * Only failed guesses count where something can be guessed, so honest crowds pass. Guesses are counted in Redis, or in
 * this process while Redis is away; mere requests are counted here and added up with the other processes' later, so
 * that no request waits for that.
 */
export function createRateLimits({ addressPerMinute, accountPerMinute, redis }: RateLimitSettings): RateLimits {
  const addresses = sharedCounts('address', MINUTE_MS, redis);
  const accounts = sharedCounts('account', MINUTE_MS, redis);
  const guesses = new WeakMap<FastifyRequest, CountedGuess>();
  return {
    perAddress(request, _reply, done) {
      done(refusal(addresses, networkOf(request.ip), addressPerMinute));
    },
    perAccount({ actor }, _reply, done) {
      done(actor && refusal(accounts, actor.accountId, accountPerMinute));
    },
    guessing(guard) {
      const limiter = guessLimiter(guard, redis);
      return async (request) => {
        const { service, operationId } = request.routeOptions.config;
        const key = `${service}:${operationId}:${networkOf(request.ip)}`;
        const soFar = await limiter.get(key);
        if (soFar && soFar.consumedPoints >= guard.attempts) throw tooMany(soFar.msBeforeNext);
        guesses.set(request, { limiter, key, statuses: guard.statuses });
      };
    },
    close() {
      addresses.close();
      accounts.close();
    },
    onAnswer(request, reply, done) {
      const guess = guesses.get(request);
      if (!guess?.statuses.includes(reply.statusCode)) return done();
      guess.limiter.penalty(guess.key).then(() => done(), done);
    },
  };
}

function guessLimiter({ attempts: points, seconds: duration }: GuessingGuard, redis: Redis | undefined) {
  const insuranceLimiter = new RateLimiterMemory({ points, duration });
  if (!redis) return insuranceLimiter;
  return new RateLimiterRedis({ storeClient: redis, keyPrefix: 'besteam:guess', points, duration, insuranceLimiter });
}

function refusal(counts: SharedCounts, key: string, most: number): HttpProblem | undefined {
  const soFar = counts.count(key);
  return soFar.count > most ? tooMany(soFar.remainingMs) : undefined;
}

function tooMany(waitMs: number): HttpProblem {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new HttpProblem({
    status: 429,
    slug: 'too-many-requests',
    title: 'Too many requests',
    detail: `Too many requests; try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  });
}
