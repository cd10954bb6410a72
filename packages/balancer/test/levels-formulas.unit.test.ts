import fc from 'fast-check';
import { expect, it } from 'vitest';
import { levels } from '../src/index.ts';
import { ballot, LEVEL } from './ballots.ts';
import { stepByStep } from './step-by-step.ts';

const players = ['a', 'b', 'c', 'd', 'e'];

/** The levels, and what the formulas written out line by line say. */
function expectFormulas(votes: Record<string, number>[]) {
  const result = levels({ players, criteria: LEVEL, ballots: votes.map((sheet, i) => ballot(`r${i}`, sheet)) });
  const expected = stepByStep(players, votes);
  for (const id of players) {
    const { level = -1, uncertainty = -1, ratings = -1 } = result[id] ?? {};
    const exact = Math.min(5, Math.max(0, expected[id]?.level ?? -1));
    expect(Math.abs(level - exact)).toBeLessThan(0.005 + 1e-9);
    expect(level).toBe(Math.round(level * 100) / 100);
    expect(uncertainty).toBeCloseTo(expected[id]?.uncertainty ?? -1, 12);
    expect(ratings).toBe(votes.filter((sheet) => sheet[id] !== undefined).length);
  }
}

it('levels are what the formulas say of three raters who agree on little', () => {
  expectFormulas([
    { a: 5, b: 3, c: 1 },
    { a: 4, b: 2.5, d: 2 },
    { b: 5, c: 4.5, d: 0 },
  ]);
});

it('levels are what the formulas say, whoever rates whom', () => {
  const rating = fc.integer({ min: 0, max: 10 }).map((half) => half / 2);
  const sheet = fc.dictionary(fc.constantFrom(...players), rating, { minKeys: 1 });
  fc.assert(fc.property(fc.array(sheet, { minLength: 1, maxLength: 8 }), expectFormulas), { numRuns: 40 });
});

it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('a criterion of weight %d counts as unrated', (weight) => {
  const criteria = [...LEVEL, { id: 'luck', weight }];
  const ballots = [{ rater: 'r', ratings: { a: { level: 2, luck: 5 }, b: { luck: 5 } } }];
  const result = levels({ players: ['a', 'b'], criteria, ballots });
  expect(result).toEqual(levels({ players: ['a', 'b'], criteria: LEVEL, ballots: [ballot('r', { a: 2 })] }));
  expect(result['b']?.ratings).toBe(0);
});

it('a player who is named twice has one level', () => {
  const ballots = [ballot('r', { a: 4, b: 1 }), ballot('s', { a: 3 })];
  const twice = levels({ players: ['a', 'b', 'a'], criteria: LEVEL, ballots });
  expect(twice).toEqual(levels({ players: ['a', 'b'], criteria: LEVEL, ballots }));
});

it('a player of whom a ballot says nothing is unrated', () => {
  const ballots = [{ rater: 'r', ratings: JSON.parse('{ "a": null, "b": { "level": null }, "c": { "level": 3 } }') }];
  const result = levels({ players, criteria: LEVEL, ballots });
  expect(Object.values(result).map(({ ratings }) => ratings)).toEqual([0, 0, 1, 0, 0]);
});
