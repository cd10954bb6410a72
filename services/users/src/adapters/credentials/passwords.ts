import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { Passwords } from '../../application/ports.ts';
import { boundedQueue } from './bounded-queue.ts';
import {
  type Argon2Cost,
  argon2CostOf,
  isOutdated,
  missingCost,
  type PasswordCost,
  waitingForOne,
} from './password-cost.ts';

/** Libuv has four threads: one is left for files and name resolution. Each holds a hash's memory, which a process must be allowed. */
export const MOST_AT_ONCE = 3;
export const AT_ONCE = Math.min(MOST_AT_ONCE, availableParallelism());

/**
 * Hashes passwords with argon2id (the library's default) at the given cost, a few at a time; who comes when two seconds of work
 * wait is told to come later, instead of waiting beyond all patience.
 */
export function createPasswords(settings: PasswordCost): Passwords {
  const cost = argon2CostOf(settings);
  const run = boundedQueue({ atOnce: AT_ONCE, mostWaiting: AT_ONCE * waitingForOne(cost) });
  const common = new Set(dictionary['passwords-common']);
  const standIn = hashOfNothing(cost);
  return {
    hash: (password) => run(() => hash(normalised(password), cost)),
    matches: (known, password) =>
      run(async () => {
        const right = await verify(known ?? standIn, normalised(password));
        const missing = right ? undefined : missingCost(known ?? standIn, cost);
        if (missing) await hash(normalised(password), missing);
        return right && typeof known === 'string';
      }),
    isOutdated: (known) => isOutdated(known, cost),
    isCommon: (password) => common.has(password),
  };
}

/** What is compared with where there is no hash: as dear as a real one, and made without the work, as nothing has to match. */
export function hashOfNothing({ memoryCost, timeCost, parallelism }: Argon2Cost): string {
  const random = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$${random(16)}$${random(32)}`;
}

/** The same characters give the same password whatever keyboard composed them (NIST SP 800-63B). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
