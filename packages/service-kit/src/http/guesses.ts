import { setTimeout as after } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { type Rest, restAfterFailure } from '../redis/rest-after-failure.ts';

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
  /** Shared by all that count there, so that one of them waits for a Redis that does not answer, and not each. */
  rest?: Rest;
}

/** A count in the store it was entered in: it is changed there too, whether Redis came or went meanwhile. */
interface Entry {
  consumedPoints: number;
  msBeforeNext: number;
  add(points: number): Promise<unknown>;
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
export function countedGuesses({ attempts, seconds, redis, rest = restAfterFailure() }: GuessesSettings) {
  const enter = counter({ points: attempts, duration: seconds }, redis, rest);

  const entered = ({ add }: Entry, until: number): Guess => ({
    async settle(wrong) {
      const isOver = Date.now() >= until;
      if (wrong) await add(isOver ? WRONG : WRONG - 1);
      else if (!isOver) await add(-1);
    },
  });

  return async (key: string): Promise<Guess | NoMoreGuesses> => {
    for (const giveUpAt = Date.now() + LONGEST_WAIT_MS; ; await after(LOOK_AGAIN_MS)) {
      const entry = await enter(key);
      const { consumedPoints, msBeforeNext } = entry;
      const wrong = Math.round(consumedPoints / WRONG);
      const inHand = Math.max(1, consumedPoints - wrong * WRONG);
      if (wrong + inHand <= attempts) return entered(entry, Date.now() + msBeforeNext);
      await entry.add(-1);
      if (wrong >= attempts) return { waitMs: msBeforeNext };
      if (Date.now() >= giveUpAt) return { waitMs: LONGEST_WAIT_MS };
    }
  };
}

/** Adds one to a key's count, in Redis or, while that is away, in this process. */
function counter(limits: { points: number; duration: number }, redis: Redis | undefined, rest: Rest) {
  const own = new RateLimiterMemory(limits);
  const shared = redis && counterIn(redis, limits, rest);
  return async (key: string): Promise<Entry> => {
    const inRedis = await shared?.(key);
    if (inRedis) return inRedis;
    const { consumedPoints, msBeforeNext } = await own.penalty(key);
    return { consumedPoints, msBeforeNext, add: (points) => own.penalty(key, points) };
  };
}

function counterIn(redis: Redis, limits: { points: number; duration: number }, rest: Rest) {
  const shared = new RateLimiterRedis({ storeClient: redis, keyPrefix: 'besteam:guesses', ...limits });
  const isThere = () => redis.status === 'ready';
  return async (key: string): Promise<Entry | undefined> => {
    const add = (points: number) => rest.told(() => shared.penalty(key, points));
    const counted = () =>
      shared.penalty(key).catch((error: unknown) => {
        // A Redis that is only slow counts it later: it is taken back behind that.
        if (isThere()) void add(-1);
        throw error;
      });
    const now = isThere() ? await rest.asked(counted) : undefined;
    return now && { consumedPoints: now.consumedPoints, msBeforeNext: now.msBeforeNext, add };
  };
}
