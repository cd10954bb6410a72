import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ballot, levels } from '../src/index.ts';
import { average, ballot, errorOf, LEVEL, plainMeans, simulate } from './ballots.ts';

const ratings = fc.integer({ min: 0, max: 10 }).map((half) => half / 2);
const players = ['a', 'b', 'c', 'd'];
const ballots = fc
  .array(fc.dictionary(fc.constantFrom(...players), ratings), { maxLength: 6 })
  .map((sheets) => sheets.map((sheet, index) => ballot(`r${index}`, sheet)));

describe('the level of a player', () => {
  it('is 2.5 in a squad without votes', () => {
    const level = { level: 2.5, uncertainty: Math.sqrt(0.4), ratings: 0 };
    expect(levels({ players: ['a', 'b'], criteria: LEVEL, ballots: [] })).toEqual({ a: level, b: level });
  });

  it('follows the formulas, worked by hand for one vote of 4', () => {
    // μ = 4, q = (4 + 4) / 2 = 4; no error, so b = 0, s² = 1.2 / 4 = 0.3, w = min(1, 0.4 / 0.3) = 1.
    const result = levels({ players: ['a', 'b'], criteria: LEVEL, ballots: [ballot('r', { a: 4 })] });
    expect(result['a']).toEqual({ level: 4, uncertainty: Math.sqrt(0.2), ratings: 1 });
    expect(result['b']).toEqual({ level: 4, uncertainty: Math.sqrt(0.4), ratings: 0 });
  });

  it('follows the formulas, worked by hand for one rater of two players', () => {
    // μ = 3; start q = (2·2 + … ): a: (1·2 + 3)/2 = 2.5, b: (1·4 + 3)/2 = 3.5; errors −0.5, +0.5: b_r = 0,
    // s² = (1.2 + 0.5) / 5 = 0.34, w = 1: levels stay (3 + 2)/2 and (3 + 4)/2.
    const result = levels({ players: ['a', 'b'], criteria: LEVEL, ballots: [ballot('r', { a: 2, b: 4 })] });
    expect(result['a']).toEqual({ level: 2.5, uncertainty: Math.sqrt(0.2), ratings: 1 });
    expect(result['b']?.level).toBe(3.5);
  });

  it('weighs criteria, over those a rater actually rated', () => {
    const criteria = [
      { id: 'attack', weight: 2 },
      { id: 'stamina', weight: 1 },
    ];
    const only = (ratings: Ballot['ratings']) =>
      levels({ players: ['a'], criteria, ballots: [{ rater: 'r', ratings }] });
    expect(only({ a: { attack: 5, stamina: 2 } })['a']?.level).toBe(4);
    expect(only({ a: { stamina: 2 } })['a']?.level).toBe(2);
    expect(only({ a: { defence: 2 } })['a']?.ratings).toBe(0);
  });

  it('counts criteria whose weights sum to zero as unrated', () => {
    const criteria = [{ id: 'level', weight: 0 }];
    expect(levels({ players: ['a'], criteria, ballots: [ballot('r', { a: 5 })] })['a']).toMatchObject({
      level: 2.5,
      ratings: 0,
    });
  });

  it('ignores what is no rating', () => {
    for (const value of [-1, 5.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      const result = levels({ players: ['a'], criteria: LEVEL, ballots: [ballot('r', { a: value, stranger: 5 })] });
      expect(result).toEqual({ a: { level: 2.5, uncertainty: Math.sqrt(0.4), ratings: 0 } });
    }
  });

  it('counts only the latest ballot of a rater', () => {
    const both = levels({ players: ['a'], criteria: LEVEL, ballots: [ballot('r', { a: 0 }), ballot('r', { a: 5 })] });
    expect(both).toEqual(levels({ players: ['a'], criteria: LEVEL, ballots: [ballot('r', { a: 5 })] }));
  });

  it('takes players named like object properties', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const result = levels({ players: names, criteria: LEVEL, ballots: [ballot('r', { a: 5 })] });
    for (const name of names)
      expect(Object.getOwnPropertyDescriptor(result, name)?.value).toMatchObject({ ratings: 0 });
  });

  it('is always a number from 0 to 5, whoever votes what', () => {
    fc.assert(
      fc.property(ballots, (sheets) => {
        for (const { level, uncertainty } of Object.values(levels({ players, criteria: LEVEL, ballots: sheets }))) {
          expect(level >= 0 && level <= 5 && uncertainty > 0 && uncertainty <= Math.sqrt(0.4)).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order of players, ballots or criteria, nor on the scale of the weights', () => {
    fc.assert(
      fc.property(ballots, fc.integer({ min: 1, max: 50 }), (sheets, scale) => {
        const criteria = [{ id: 'level', weight: scale }];
        const turned = levels({ players: players.toReversed(), criteria, ballots: sheets.toReversed() });
        expect(turned).toEqual(levels({ players, criteria: LEVEL, ballots: sheets }));
      }),
    );
  });

  it('moves with a shift of all ratings', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.dictionary(
            fc.constantFrom(...players),
            ratings.filter((r) => r <= 4),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (sheets) => {
          fc.pre(sheets.some((sheet) => Object.keys(sheet).length > 0));
          const shifted = sheets.map((sheet) =>
            Object.fromEntries(Object.entries(sheet).map(([id, r]) => [id, r + 1])),
          );
          const of = (list: Record<string, number>[]) =>
            levels({ players, criteria: LEVEL, ballots: list.map((sheet, i) => ballot(`r${i}`, sheet)) });
          const [before, after] = [of(sheets), of(shifted)];
          for (const id of players) {
            const moved = (after[id]?.level ?? 0) - (before[id]?.level ?? 0);
            if ((before[id]?.level ?? 0) > 0 && (after[id]?.level ?? 0) < 5)
              expect(Math.abs(moved - 1)).toBeLessThan(0.011);
          }
        },
      ),
    );
  });
});

describe('in simulated squads', () => {
  const compare = (share: number, saboteurs: number) => {
    const errors = Array.from({ length: 150 }, (_, number) => {
      const { input, truth } = simulate(number, 12, share, saboteurs);
      const fitted = levels(input);
      return {
        ours: errorOf(
          input.players.map((id) => fitted[id]?.level ?? 0),
          truth,
        ),
        plain: errorOf(plainMeans(input), truth),
      };
    });
    return { ours: average(errors.map(({ ours }) => ours)), plain: average(errors.map(({ plain }) => plain)) };
  };

  it('the level is as good as a plain mean when everybody rates honestly', () => {
    const { ours, plain } = compare(1, 0);
    expect(ours).toBeLessThan(1.05 * plain);
    expect(ours).toBeLessThan(0.16);
  });

  it('and far better with half the ratings and two saboteurs', () => {
    const { ours, plain } = compare(0.5, 2);
    expect(ours).toBeLessThan(0.6 * plain);
    expect(ours).toBeLessThan(0.3);
  });

  it('one saboteur among twelve moves a level by at most 0.35, 95 times in 100', () => {
    const moves = Array.from({ length: 200 }, (_, number) => {
      const { input } = simulate(number, 12, 1, 0);
      const honest = levels(input)['p0']?.level ?? 0;
      const extreme = honest > 2.5 ? 0 : 5;
      const ballots = input.ballots.map((sheet) =>
        sheet.rater === 'p1' ? { ...sheet, ratings: { ...sheet.ratings, p0: { level: extreme } } } : sheet,
      );
      return Math.abs((levels({ ...input, ballots })['p0']?.level ?? 0) - honest);
    }).sort((a, b) => a - b);
    expect(moves[189]).toBeLessThanOrEqual(0.35);
  });
});
