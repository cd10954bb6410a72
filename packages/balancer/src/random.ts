import { sha256 } from './sha256.ts';

/** A stream of random numbers that depends on the seed alone. */
export interface Random {
  /** Uniform integer in [0, bound), bound ≤ 2⁵³. Without bias: what is out of range is thrown away. */
  below(bound: number): number;
}

const HALF = 2 ** 31;

/** sfc32 (Chris Doty-Humphrey, PractRand), keyed with the SHA-256 of the seed. */
export function seededRandom(seed: string): Random {
  let [a = 0, b = 0, c = 0] = sha256(seed);
  let counter = 1;
  const word = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  return {
    below(bound) {
      const high = bound > HALF ? Math.floor((bound - 1) / HALF) : 0;
      const mask = ~(-1 << (32 - Math.clz32(high || bound - 1)));
      for (;;) {
        let drawn = word() & mask;
        if (high > 0) drawn = drawn * HALF + (word() >>> 1);
        if (drawn < bound) return drawn;
      }
    },
  };
}

/** Puts the items in uniformly random order, in place (Fisher–Yates). */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const [x, y] = [items[i], items[j]];
    if (x !== undefined && y !== undefined) {
      items[i] = y;
      items[j] = x;
    }
  }
  return items;
}
