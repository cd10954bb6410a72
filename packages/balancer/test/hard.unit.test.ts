import { describe, expect, it } from 'vitest';
import { gapOf, METHODS } from '../bench/methods.ts';
import { optimumOf } from '../bench/optimum.ts';
import { HARD_KINDS, squad } from '../bench/squads.ts';
import { bruteForce } from '../src/brute-force.ts';
import { seededRandom } from '../src/random.ts';
import { share } from './share.ts';

describe('squads with stars and classes', { timeout: 60_000 }, () => {
  const small = HARD_KINDS.flatMap((kind) => [8, 9, 10, 11].map((size) => ({ kind, size })));

  it.each(small)('are split as evenly as brute force can: $kind, $size players', ({ kind, size }) => {
    for (let teams = 3; teams <= 4; teams++) {
      for (let number = 0; number < share(2); number++) {
        const players = squad(kind, size, number);
        const { gap, lowerBound } = optimumOf(players, teams);
        expect(gap).toBeCloseTo(bruteForce({ players, teams }, 0).optimalGap, 9);
        expect(lowerBound).toBe(gap);
      }
    }
  });

  const large = [17, 20, 23, 26, 28, 30].flatMap((size) => [4, 5, 6].map((teams) => ({ size, teams })));

  it.each(large)('of three classes are proven, or certified to 0.01: $size in $teams', ({ size, teams }) => {
    for (let number = 0; number < share(3); number++) {
      const players = squad('two stars and beginners', size, number);
      const { gap, lowerBound } = optimumOf(players, teams);
      expect(gap - lowerBound).toBeLessThan(0.01 + 1e-9);
      // Climbing takes longer than proving.
      if (number > 0) continue;
      const levels = players.map(({ level }) => Math.round(100 * level));
      const climbed = METHODS['20 hill climbs']?.(levels, teams, seededRandom('climb')) ?? [];
      expect(lowerBound).toBeLessThanOrEqual(gapOf(levels, climbed, teams) + 1e-9);
    }
  });
});
