import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealing } from './reveal.ts';

describe('the reveal of a draw', () => {
  it('deals one to each team in turn', () => {
    expect(
      dealing([
        ['a', 'b', 'c'],
        ['d', 'e'],
      ]).steps.map((step) => step.player),
    ).toEqual(['a', 'd', 'b', 'e', 'c']);
  });

  it('deals everybody exactly once, in at most 1.6 seconds, whatever the squad', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 110 }), fc.integer({ min: 2, max: 20 }), (players, teams) => {
        const split = Array.from({ length: teams }, (_, team) =>
          Array.from({ length: players }, (_, player) => player)
            .filter((player) => player % teams === team)
            .map(String),
        );
        const { steps, ends } = dealing(split);
        expect(new Set(steps.map((step) => step.player)).size).toBe(players);
        expect(ends).toBeLessThanOrEqual(1600);
      }),
    );
  });
});
