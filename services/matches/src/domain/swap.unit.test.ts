import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, squadOf } from '../../test/domain-builders.ts';
import type { CurrentDraw, Match } from './match.ts';
import { swapOutlooks, swapped } from './swap.ts';

const GRADES = ['as-even-as-it-gets', 'very-even', 'even'];

function drawOf({ draw }: Match): CurrentDraw {
  if (!draw) throw new Error('not drawn');
  return draw;
}

describe('the outlook on swaps', () => {
  const draw = drawOf(drawnMatch(squadOf(9)));

  it('lists every swap across teams, the fairest first, where numbers are open', () => {
    const swaps = swapOutlooks(draw, true);
    expect(swaps).toHaveLength(20);
    expect(swaps.map(({ gap }) => gap)).toEqual(swaps.map(({ gap }) => gap).toSorted((x, y) => x - y));
  });

  it('has them by grade and then by name where numbers are withheld, so that their order ranks nobody', () => {
    const players = draw.input.players.map((player, i) => ({ ...player, level: 3 + ((i * 5) % 9) / 20 }));
    const close = { ...draw, input: { ...draw.input, players } };
    const swaps = swapOutlooks(close, false);
    expect(swaps).toHaveLength(20);
    expect(swaps.every(({ a, b }) => a < b)).toBe(true);
    const told = swaps.map(({ a, b, evenness }) => `${GRADES.indexOf(evenness)} ${a} ${b}`);
    expect(told).toEqual(told.toSorted());
    expect(new Set(swaps.map(({ evenness }) => evenness)).size).toBeGreaterThan(1);
    const pairs = (open: boolean) => swapOutlooks(close, open).map(({ a, b }) => [a, b].toSorted().join());
    expect(pairs(false).toSorted()).toEqual(pairs(true).toSorted());
  });
});

describe('a swap where totals are balanced', () => {
  it('leaves the gap of the totals that was foreseen', () => {
    const match = drawnMatch(squadOf(9), 'open', { balance: 'totals' });
    const draw = drawOf(match);
    expect(draw.input.balance).toBe('totals');
    for (const { a, b, gap } of swapOutlooks(draw, true)) {
      const after = drawOf(granted(swapped(match, a, b)));
      expect(after.gap).toBeCloseTo(gap, 6);
      const levels = new Map(draw.input.players.map(({ id, level }) => [id, Math.round(level * 100) / 100]));
      const means = after.teams.map((team) => team.reduce((sum, id) => sum + (levels.get(id) ?? 0), 0) / team.length);
      after.means.forEach((mean, team) => {
        expect(mean).toBeCloseTo(means[team] ?? 9, 6);
      });
    }
  });
});
