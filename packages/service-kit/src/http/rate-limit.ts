import type {
  FastifyBaseLogger,
  FastifyRequest,
  onRequestAsyncHookHandler,
  onRequestHookHandler,
  onSendHookHandler,
} from 'fastify';
import type { Redis } from 'ioredis';
import { restAfterFailure } from '../redis/rest-after-failure.ts';
import { countedGuesses, type Guess } from './guesses.ts';
import { networkOf } from './network-of.ts';
import { HttpProblem } from './problem.ts';
import { type SharedCounts, sharedCounts } from './shared-counts.ts';

/** How often an address may guess wrong: `attempts` answers with one of `statuses` within `seconds`. */
export interface GuessingGuard {
  attempts: number;
  seconds: number;
  statuses: number[];
  /** Whether anything was guessed at all; every request is a guess without it. What is none is neither counted nor refused. */
  isGuess?: (request: FastifyRequest) => boolean;
}

export interface RateLimits {
  perAddress: onRequestHookHandler;
  perAccount: onRequestHookHandler;
  guessing(guard: GuessingGuard): onRequestAsyncHookHandler;
  /** Call with every answer of a guarded operation, whether anybody still waits for it or not: tells the wrong guesses. */
  onAnswer: onSendHookHandler;
  close(): void;
}

export interface RateLimitSettings {
  /** Requests a minute from one address: thirty friends behind one router join, rate and draw in the same minute. */
  addressPerMinute: number;
  /** Requests a minute of one account. */
  accountPerMinute: number;
  /** Where the processes count together. */
  redis?: Redis | undefined;
  logger?: FastifyBaseLogger;
}

const MINUTE_MS = 60_000;

interface GuessInHand {
  guess: Guess;
  /** Of answers to wrong ones. */
  statuses: number[];
}

/**
 * Only failed guesses count where something can be guessed, so honest crowds pass. Guesses are counted in Redis, or in
 * this process while Redis is away; mere requests are counted here and added up with the other processes' later, so
 * that no request waits for that.
 */
export function createRateLimits({ addressPerMinute, accountPerMinute, redis, logger }: RateLimitSettings): RateLimits {
  const rest = restAfterFailure(logger);
  const addresses = sharedCounts('address', MINUTE_MS, redis);
  const accounts = sharedCounts('account', MINUTE_MS, redis);
  const guesses = new WeakMap<FastifyRequest, GuessInHand>();
  return {
    perAddress(request, _reply, done) {
      done(refusal(addresses, networkOf(request.ip), addressPerMinute));
    },
    perAccount({ actor }, _reply, done) {
      done(actor && refusal(accounts, actor.accountId, accountPerMinute));
    },
    guessing({ attempts, seconds, statuses, isGuess = () => true }) {
      const enter = countedGuesses({ attempts, seconds, redis, rest });
      return async (request) => {
        if (!isGuess(request)) return;
        const { service, operationId } = request.routeOptions.config;
        const guess = await enter(`${service}:${operationId}:${networkOf(request.ip)}`);
        if ('waitMs' in guess) throw tooMany(guess.waitMs);
        guesses.set(request, { guess, statuses });
      };
    },
    close() {
      addresses.close();
      accounts.close();
    },
    onAnswer(request, reply, payload, done) {
      const inHand = guesses.get(request);
      if (!inHand) return done(null, payload);
      guesses.delete(request);
      inHand.guess.settle(inHand.statuses.includes(reply.statusCode)).then(() => done(null, payload), done);
    },
  };
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
