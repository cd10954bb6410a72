import type { FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from './problem.ts';

/** How often an address may guess wrong: `attempts` answers with one of `statuses` within `seconds`. */
export interface GuessingGuard {
  attempts: number;
  seconds: number;
  statuses: number[];
}

export interface RateLimits {
  perAddress: onRequestAsyncHookHandler;
  perAccount: onRequestAsyncHookHandler;
  guessing(guard: GuessingGuard): onRequestAsyncHookHandler;
  /** Call with every answer: counts the wrong guesses. */
  onAnswer(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

export interface RateLimitSettings {
  /** Requests a minute from one address: thirty friends behind one router join, rate and draw in the same minute. */
  addressPerMinute: number;
  /** Requests a minute of one account. */
  accountPerMinute: number;
}

interface CountedGuess {
  limiter: RateLimiterMemory;
  statuses: number[];
}

/** Limits counted in this process. Only failed guesses count where something can be guessed, so honest crowds pass. */
export function createRateLimits(settings: RateLimitSettings): RateLimits {
  const addresses = new RateLimiterMemory({ points: settings.addressPerMinute, duration: 60 });
  const accounts = new RateLimiterMemory({ points: settings.accountPerMinute, duration: 60 });
  const guesses = new WeakMap<FastifyRequest, CountedGuess>();
  return {
    perAddress: async (request) => consume(addresses, request.ip),
    perAccount: async (request) => {
      if (request.actor) await consume(accounts, request.actor.accountId);
    },
    guessing(guard) {
      const limiter = new RateLimiterMemory({ points: guard.attempts, duration: guard.seconds });
      return async (request) => {
        const soFar = await limiter.get(request.ip);
        if (soFar && soFar.consumedPoints >= guard.attempts) throw tooMany(soFar);
        guesses.set(request, { limiter, statuses: guard.statuses });
      };
    },
    async onAnswer(request, reply) {
      const guess = guesses.get(request);
      if (guess?.statuses.includes(reply.statusCode)) await guess.limiter.penalty(request.ip);
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refused) {
    throw refused instanceof RateLimiterRes ? tooMany(refused) : refused;
  }
}

function tooMany(state: RateLimiterRes): HttpProblem {
  const seconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
  return new HttpProblem({
    status: 429,
    slug: 'too-many-requests',
    title: 'Too many requests',
    detail: `Too many requests; try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
  });
}
