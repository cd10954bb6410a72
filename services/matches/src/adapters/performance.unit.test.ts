import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openskillEstimate } from './performance.ts';

describe('openskillEstimate', () => {
  const teams = [
    ['p0', 'p1'],
    ['p2', 'p3'],
  ];

  it('raises who wins and lowers who loses, by less the more often it was expected', async () => {
    const equals = await openskillEstimate({
      levels: { p0: 3, p1: 3, p2: 3, p3: 3 },
      games: [{ teams, scores: [3, 1] }],
    });
    expect(equals['p0']).toBeGreaterThan(3);
    expect(equals['p2']).toBeLessThan(3);
    const expected = await openskillEstimate({
      levels: { p0: 4.5, p1: 4.5, p2: 1, p3: 1 },
      games: [{ teams, scores: [3, 1] }],
    });
    expect((expected['p0'] ?? 0) - 4.5).toBeLessThan((equals['p0'] ?? 0) - 3);
  });

  it('does not hold a missing player against the smaller team, and leaves extras out', async () => {
    const uneven = [
      ['p0', 'p1', 'extra-1'],
      ['p2', 'p3'],
    ];
    const after = await openskillEstimate({
      levels: { p0: 3, p1: 3, p2: 3, p3: 3, 'extra-1': 3 },
      games: [{ teams: uneven, scores: [1, 1] }],
    });
    expect(after['p2']).toBeCloseTo(3, 1);
    expect(Object.keys(after)).toEqual(['p0', 'p1', 'p2', 'p3']);
  });

  it('stays on the scale, whoever nobody has rated being average', async () => {
    const games = Array.from({ length: 200 }, () => ({ teams, scores: [9, 0] }));
    const after = await openskillEstimate({ levels: { p0: 5, p1: 5, p2: 0 }, games });
    expect([after['p0'], after['p2']]).toEqual([5, 0]);
    expect(after['p3']).toBeLessThan(2.5);
  });

  it('lets others have their turn in between, however long the history', async () => {
    const games = Array.from({ length: 200 }, () => ({ teams, scores: [2, 1] }));
    let turns = 0;
    let working = true;
    const others = (async () => {
      for (; working; turns += 1) await setImmediate();
    })();
    await openskillEstimate({ levels: {}, games });
    working = false;
    await others;
    expect(turns).toBeGreaterThanOrEqual(20);
  });
});
