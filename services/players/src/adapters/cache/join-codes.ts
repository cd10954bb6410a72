import { randomInt } from 'node:crypto';
import type { Cache } from '@besteam/service-kit';
import type { JoinCodes } from '../../application/ports.ts';
import { joinCode } from '../../domain/join-code.ts';

/** A code belongs to its squad for as long as that has it: who uses it compares, so it may be remembered for long. */
const FRESH_MS = 60_000;

/** Codes by an index, remembered; new ones by the system's random numbers. */
export function joinCodes(cache: Cache, lookUp: (code: string) => Promise<string | undefined>): JoinCodes {
  return {
    squadOf: (code) => cache.getOrSet(`players:code:${code}`, FRESH_MS, () => lookUp(code)),
    async unused() {
      for (;;) {
        const code = joinCode(randomInt);
        if ((await lookUp(code)) === undefined) return code;
      }
    },
  };
}
