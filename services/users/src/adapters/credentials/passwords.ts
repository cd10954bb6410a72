import { availableParallelism } from 'node:os';
import { hash, type Options, verify } from '@node-rs/argon2';
import { dictionary } from '@zxcvbn-ts/language-common';
import type { Passwords } from '../../application/ports.ts';
import { boundedQueue } from './bounded-queue.ts';

/** Argon2id (the library's default) at OWASP's parameters: 19 MiB, 2 passes, 1 lane (Password Storage Cheat Sheet). */
const OWASP: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Libuv has four threads: one is left for files and name resolution. */
const AT_ONCE = Math.min(3, availableParallelism());
/** About two seconds of work: who comes later is told to, instead of waiting beyond all patience. */
const MOST_WAITING = 50 * AT_ONCE;

/** Hashes passwords a few at a time. The process makes the hash that stands in for an absent one at its start. */
export async function createPasswords(): Promise<Passwords> {
  const run = boundedQueue({ atOnce: AT_ONCE, mostWaiting: MOST_WAITING });
  const common = new Set(dictionary['passwords-common']);
  const standIn = await hash('nobody has this password', OWASP);
  return {
    hash: (password) => run(() => hash(normalised(password), OWASP)),
    async matches(known, password) {
      const right = await run(() => verify(known ?? standIn, normalised(password)));
      return right && typeof known === 'string';
    },
    isCommon: (password) => common.has(password),
  };
}

/** The same characters give the same password whatever keyboard composed them (NIST SP 800-63B). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
