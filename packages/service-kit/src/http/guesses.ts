import { setTimeout as after } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

/** A guess that is being answered: to be settled once it is known whether it was wrong. */
export interface Guess {
  settle(wrong: boolean): Promise<void>;
}

/** No more guesses are looked at for so long. */
export interface NoMoreGuesses {
  waitMs: number;
}

export interface GuessesSettings {
  /** So many wrong ones… */
  attempts: number;
  /** … in so many seconds, which begin with the first guess. */
  seconds: number;
  /** Where the processes count together. Without it, or while it is away, each counts alone. */
  redis?: Redis | undefined;
}

/** The guesses in hand are counted by ones and the wrong ones by this, in one number: one step enters a guess and sees all. */
const WRONG = 2 ** 20;
const LOOK_AGAIN_MS = 20;
const LONGEST_WAIT_MS = 5000;

/**
 * Counts every guess before it is looked at, so that no number of guesses at once gets more than `attempts` wrong ones
 * through. A crowd that guesses right is not refused: who comes while those in hand might use up what is left waits
 * until they are settled. What a killed process had in hand counts until the seconds are over.
 */
export function countedGuesses({ attempts, seconds, redis }: GuessesSettings) {
  const limiter = limiterOn(redis, { points: attempts, duration: seconds });

  const entered = (key: string, until: number): Guess => ({
    async settle(wrong) {
      const isOver = Date.now() >= until;
      if (wrong) await limiter.penalty(key, isOver ? WRONG : WRONG - 1);
      else if (!isOver) await limiter.reward(key);
    },
  });

  return async (key: string): Promise<Guess | NoMoreGuesses> => {
    for (const giveUpAt = Date.now() + LONGEST_WAIT_MS; ; await after(LOOK_AGAIN_MS)) {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key);
      const wrong = Math.round(consumedPoints / WRONG);
      const inHand = Math.max(1, consumedPoints - wrong * WRONG);
      if (wrong + inHand <= attempts) return entered(key, Date.now() + msBeforeNext);
      await limiter.reward(key);
      if (wrong >= attempts) return { waitMs: msBeforeNext };
      if (Date.now() >= giveUpAt) return { waitMs: LONGEST_WAIT_MS };
    }
  };
}

function limiterOn(redis: Redis | undefined, limits: { points: number; duration: number }) {
  const insuranceLimiter = new RateLimiterMemory(limits);
  if (!redis) return insuranceLimiter;
  return new RateLimiterRedis({ storeClient: redis, keyPrefix: 'besteam:guesses', ...limits, insuranceLimiter });
}
