import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bruteForce, everySplit } from '../src/brute-force.ts';
import { binomial, factorial } from '../src/counting.ts';
import { draw, ENGINE } from '../src/index.ts';
import { latticeBound } from '../src/lattice.ts';
import { extremesOf } from '../src/pigeonhole.ts';
import { seededRandom, shuffle } from '../src/random.ts';
import { hex, sha256 } from '../src/sha256.ts';
import { factor, type Shape, shapeOf } from '../src/shape.ts';
import { share } from './share.ts';
import { playersOf } from './squads.ts';

describe('lower bounds', () => {
  /** What counting says of everybody's splits with a gap within the limit. */
  const counted = (values: number[], shape: Shape, limit = Infinity, left = 1e9) =>
    extremesOf({ values, shape, budget: { left } }, limit);

  const level = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(100, 110, 300, 310, 490));
  const squads = fc
    .tuple(fc.array(level, { minLength: 4, maxLength: 9 }), fc.integer({ min: 2, max: 4 }), fc.boolean())
    .filter(([values, teams]) => values.length >= teams);

  it('are never above the optimum, and the extremes hold in every split within the limit', () => {
    fc.assert(
      fc.property(squads, fc.constantFrom(1, 1.2, 2), ([levels, teams, totals], wider) => {
        const values = levels.toSorted((a, b) => b - a);
        const balance = totals ? 'totals' : 'means';
        const shape = shapeOf(values.length, teams, balance);
        const players = values.map((value, i) => ({ id: `${i}`, level: value / 100 }));
        const splits = [...everySplit({ players, teams, balance })].map(({ team }) => valuesOf(values, team, shape));
        const optimum = Math.min(...splits.map(({ gap }) => gap));
        expect(latticeBound(values, shape)).toBeLessThanOrEqual(optimum);
        const limit = Math.floor(optimum * wider);
        const { bound, lowest, highest } = counted(values, shape, limit);
        expect(bound).toBeLessThanOrEqual(optimum);
        for (const split of splits.filter(({ gap }) => gap <= limit)) {
          expect(split.low).toBeLessThanOrEqual(lowest);
          expect(split.high).toBeGreaterThanOrEqual(highest);
        }
        const better = counted(values, shape, optimum - 1).bound;
        expect(better === Infinity || better < optimum).toBe(true);
      }),
      { numRuns: share(400) },
    );
  });

  it('are exact for one star among equals, and for levels on a coarse lattice', () => {
    const shape = shapeOf(8, 4, 'means');
    const star = [500, 200, 200, 200, 200, 200, 200, 200];
    expect(counted(star, shape)).toEqual({ bound: 300, lowest: 400, highest: 700 });
    expect(latticeBound([450, 400, 350, 300, 250, 200, 150, 150], shape)).toBe(50);
    expect(latticeBound([300, 300, 300, 300, 300, 300, 300, 300], shape)).toBe(0);
    expect(latticeBound([450, 450, 250, 250, 50], shapeOf(5, 2, 'means'))).toBe(400);
  });

  it('share out professionals among teams of two sizes', () => {
    // 22 players in teams of 6, 6, 5 and 5; 9 professionals: 3 and 2 in the sixes, 2 and 2 in the fives.
    const values = [...Array(9).fill(440), ...Array(13).fill(120)];
    const shape = shapeOf(22, 4, 'means');
    expect(counted(values, shape).bound / (100 * shape.scale)).toBeCloseTo(3.2 * (3 / 6 - 2 / 6), 9);
  });

  it('share out three classes jointly, as evenly as can be', () => {
    const values = [500, 500, 300, 300, 300, 300, 100, 100, 100, 100, 100];
    const shape = shapeOf(11, 3, 'means');
    const { optimalGap } = bruteForce({ players: playersOf(...values.map((value) => value / 100)), teams: 3 }, 0);
    expect(counted(values, shape).bound).toBe(Math.round(optimalGap * 100 * shape.scale));
  });

  it('say nothing where there is no time to share everybody out, and that no split is within too small a limit', () => {
    const values = [500, 500, 300, 300, 300, 300, 100, 100, 100, 100, 100];
    const shape = shapeOf(11, 3, 'means');
    expect(counted(values, shape, Infinity, 5)).toEqual({ bound: 0, lowest: Infinity, highest: -Infinity });
    const { bound } = counted(values, shape);
    expect(counted(values, shape, bound).bound).toBe(bound);
    expect(counted(values, shape, bound - 1)).toEqual({ bound: Infinity, lowest: -Infinity, highest: Infinity });
  });
});

/** The lowest and the highest scaled team of a split, and its gap. */
function valuesOf(values: number[], team: number[], shape: Shape) {
  const sums = Array.from({ length: shape.teams }, () => 0);
  const sizes = sums.slice();
  for (const [player, t] of team.entries()) {
    sums[t] = (sums[t] ?? 0) + (values[player] ?? 0);
    sizes[t] = (sizes[t] ?? 0) + 1;
  }
  const scaled = sums.map((sum, t) => sum * factor(shape, sizes[t] ?? 1));
  const [low, high] = [Math.min(...scaled), Math.max(...scaled)];
  return { low, high, gap: high - low };
}

describe('the random numbers', () => {
  it('are the same for the same seed, for ever', () => {
    const random = seededRandom('besteam');
    expect(Array.from({ length: 6 }, () => random.below(1000))).toEqual([36, 635, 312, 170, 773, 969]);
  });

  it('are within bounds, up to the largest', () => {
    const random = seededRandom('bounds');
    for (const bound of [1, 2, 3, 7, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 53]) {
      for (let i = 0; i < 200; i++) {
        const drawn = random.below(bound);
        expect(Number.isSafeInteger(drawn) && drawn >= 0 && drawn < bound).toBe(true);
      }
    }
  });

  it('are spread evenly, small and large bounds alike', () => {
    const random = seededRandom('even');
    for (const bound of [6, 3 * 2 ** 33, 3 * 2 ** 51]) {
      const counts = Array.from({ length: 6 }, () => 0);
      for (let i = 0; i < 60_000; i++) {
        const sixth = Math.floor((6 * random.below(bound)) / bound);
        counts[sixth] = (counts[sixth] ?? 0) + 1;
      }
      for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
    }
  });

  it('shuffle every order with the same chance', () => {
    const random = seededRandom('shuffle');
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = shuffle([0, 1, 2, 3], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('the arithmetic', () => {
  it('hashes as FIPS 180-4 says', () => {
    expect(hex(sha256(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    const long = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
    expect(hex(sha256(long))).toBe('248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1');
  });

  it('counts orders and subsets', () => {
    expect([0, 1, 5, 10].map(factorial)).toEqual([1, 1, 120, 3_628_800]);
    expect([0, 1, 2, 5].map((k) => binomial(5, k))).toEqual([1, 5, 10, 1]);
    expect(binomial(40, 20)).toBe(137_846_528_820);
  });
});

it('the engine has the version of its package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(ENGINE).toBe(version);
});

it('a known draw stays the same as long as the version does', () => {
  const players = [4.5, 4, 3.5, 3.2, 3, 2.7, 2.2, 2, 1.5, 1.1].map((level, i) => ({ id: `p${i}`, level }));
  const two = draw({ players, teams: 2, seed: 'golden' });
  const three = draw({ players, teams: 3, seed: 'golden', rules: [{ kind: 'apart', players: ['p0', 'p1'] }] });
  expect({ two, three }).toMatchSnapshot();
});
