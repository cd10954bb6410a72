import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostTeams, teamLetter, teamSizes } from './team-sizes.ts';

describe('the sizes shown while somebody picks', () => {
  it('splits 14 in two sevens and 11 in six against five', () => {
    expect(teamSizes(14, 2)).toEqual([7, 7]);
    expect(teamSizes(11, 2)).toEqual([6, 5]);
  });

  it('loses nobody, and never differs by more than one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 20 }), (players, teams) => {
        const sizes = teamSizes(players, teams);
        expect(sizes).toHaveLength(teams);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(players);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('offers teams of two at the smallest', () => {
    expect([3, 4, 9, 14, 60].map(mostTeams)).toEqual([2, 2, 4, 7, 20]);
  });

  it('names teams by letter', () => {
    expect([0, 1, 19].map(teamLetter)).toEqual(['A', 'B', 'T']);
  });
});
