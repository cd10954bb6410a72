import { describe, expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { bruteForce, everySplit } from '../src/brute-force.ts';
import { type Draw, type DrawInput, draw, type Refusal, verify } from '../src/index.ts';
import { smallestConflictByTrial } from './conflicts-by-trial.ts';
import { share } from './share.ts';
import { canonical, playersOf, randomCase } from './squads.ts';

function drawn(input: DrawInput): Draw {
  const result = draw(input);
  if (result.kind === 'refusal') throw new Error(JSON.stringify(result));
  return result;
}

describe('a draw', () => {
  it('agrees with brute force on optimum, number of fair splits and refusals, with and without rules', {
    timeout: 90_000,
  }, () => {
    let refused = 0;
    for (let number = 0; number < share(1800); number++) {
      const input = randomCase(number, number % 50 === 0 ? 11 : 8);
      const gaps = Array.from(everySplit(input), ({ gap }) => gap);
      const result = draw(input);
      if (gaps.length === 0) {
        refused++;
        const conflict = { kind: 'refusal', reason: 'conflicting-rules', rules: expect.anything() };
        expect(result, `case ${number}`).toEqual(conflict);
        if (result.kind === 'refusal' && result.reason === 'conflicting-rules') {
          expect(result.rules.length, `case ${number}`).toBe(smallestConflictByTrial(input).length);
          const legal = bruteForce(
            { ...input, rules: result.rules.flatMap((rule) => input.rules[rule] ?? []) },
            0,
          ).legal;
          expect(legal, `case ${number}`).toBe(0);
        }
        continue;
      }
      if (result.kind === 'refusal') throw new Error(`case ${number}: ${JSON.stringify(result)}`);
      expect(result.proven, `case ${number}`).toBe(true);
      expect(result.optimalGap, `case ${number}`).toBeCloseTo(Math.min(...gaps), 9);
      const limit = Math.max(result.optimalGap, input.tolerance) + 1e-9;
      const count = gaps.filter((gap) => gap <= limit).length;
      expect(result.fairSplits, `case ${number}`).toEqual({ count, exact: true });
      expect(verify(input, result), `case ${number}`).toEqual({ valid: true, problems: [] });
    }
    expect(refused).toBeGreaterThan(share(60));
  });

  it('is the same, byte for byte, for the same seed and whatever the order of the players', () => {
    const input = { ...randomCase(5, 12), rules: [] };
    const again = { ...input, players: input.players.toReversed() };
    expect(JSON.stringify(draw(again))).toBe(JSON.stringify(draw(input)));
  });

  it('differs by seed and tells its inputs apart by their hash', () => {
    const players = playersOf(5, 4.5, 4, 3.5, 3, 2.5, 2, 1.5, 1, 0.5, 0, 2);
    const results = Array.from({ length: 20 }, (_, i) => drawn({ players, teams: 2, seed: `${i}` }));
    expect(new Set(results.map(({ teams }) => canonical(teams))).size).toBeGreaterThan(5);
    expect(new Set(results.map(({ inputHash }) => inputHash)).size).toBe(20);
  });

  it('puts a fixed player in the team named by its index', () => {
    const players = playersOf(4, 3, 2, 1, 5, 0);
    for (let seed = 0; seed < 10; seed++) {
      const { teams } = drawn({
        players,
        teams: 3,
        seed: `${seed}`,
        rules: [{ kind: 'fixed', player: 'p2', team: 1 }],
      });
      expect(teams[1]).toContain('p2');
    }
  });

  it('counts every fair split of twelve players', () => {
    const result = drawn({ players: squad('ordinary', 12, 1), teams: 4, seed: 's', tolerance: 5 });
    expect(result.fairSplits).toEqual({ count: 15_400, exact: true });
  });

  it('states what each rule costs', () => {
    const players = playersOf(5, 5, 0, 0);
    const rules = [
      { kind: 'together' as const, players: ['p0', 'p1'] },
      { kind: 'apart' as const, players: ['p0', 'p2'] },
    ];
    const result = drawn({ players, teams: 2, seed: 's', rules });
    expect(result.gap).toBe(5);
    expect(result.costs).toEqual([
      { rule: 0, gap: 5 },
      { rule: 1, gap: 0 },
    ]);
  });

  it('keeps the best players apart when that costs nothing, and says so', () => {
    const players = playersOf(5, 5, 4, 4, 1, 1, 0, 0);
    for (let seed = 0; seed < 20; seed++) {
      const result = drawn({ players, teams: 2, seed: `${seed}`, tolerance: 0 });
      expect(result.starsApart).toBe(true);
      expect(result.teams.map((team) => team.filter((id) => id === 'p0' || id === 'p1').length)).toEqual([1, 1]);
      expect(result.teams.map((team) => team.filter((id) => id === 'p6' || id === 'p7').length)).toEqual([1, 1]);
    }
  });

  it('does not sacrifice evenness to keep the best apart', () => {
    const result = drawn({ players: playersOf(5, 5, 4, 4, 4, 4, 0, 1, 1), teams: 3, seed: 's', tolerance: 0 });
    expect(result.gap).toBe(result.optimalGap);
  });

  it('avoids earlier splits, of whatever order, until nothing else is fair', () => {
    const players = playersOf(4, 3, 2, 1);
    const even = [
      ['p3', 'p0'],
      ['p1', 'p2'],
    ];
    const avoid = [even];
    const input = { players, teams: 2, seed: 's', tolerance: 1 };
    for (let seed = 0; seed < 20; seed++) {
      const result = drawn({ ...input, seed: `${seed}`, avoid });
      expect(canonical(result.teams)).not.toBe(canonical(even));
    }
    expect(canonical(drawn({ ...input, tolerance: 0, avoid }).teams)).toBe(canonical(even));
    const withAbsentee = [[...(even[0] ?? []), 'gone'], even[1] ?? []];
    expect(canonical(drawn({ ...input, avoid: [withAbsentee] }).teams)).not.toBe(canonical(even));
  });

  it.each([
    ['too-few-players', { players: playersOf(1, 2), teams: 3, seed: '' }],
    ['too-few-players', { players: [], teams: 2, seed: '' }],
    ['invalid', { players: playersOf(1, 2), teams: 1, seed: '' }],
    ['invalid', { players: playersOf(1, 2), teams: 2.5, seed: '' }],
    ['invalid', { players: playersOf(1, Number.NaN), teams: 2, seed: '' }],
    ['invalid', { players: playersOf(1, 5.01), teams: 2, seed: '' }],
    ['invalid', { players: playersOf(1, -0.1), teams: 2, seed: '' }],
    ['invalid', { players: [...playersOf(1), ...playersOf(2)], teams: 2, seed: '' }],
    ['invalid', { players: playersOf(...Array(201).fill(2)), teams: 2, seed: '' }],
    ['invalid', { players: playersOf(1, 2), teams: 2, seed: '', tolerance: -1 }],
    ['invalid', { players: playersOf(1, 2), teams: 2, seed: '', timeLimitMs: Number.POSITIVE_INFINITY }],
    ['invalid', { players: playersOf(1, 2), teams: 2, seed: '', rules: [{ kind: 'fixed', player: 'p0', team: 2 }] }],
    ['invalid', { players: playersOf(1, 2), teams: 2, seed: '', rules: [{ kind: 'apart', players: ['p0', 'x'] }] }],
    ['invalid', { players: playersOf(1, 2), teams: 2, seed: '', rules: [{ kind: 'apart', players: ['p0', 'p0'] }] }],
  ] satisfies [Exclude<Refusal['reason'], 'conflicting-rules'>, DrawInput][])(
    'is refused as %s: %j',
    (reason, input) => {
      expect(draw(input)).toEqual({ kind: 'refusal', reason, detail: expect.any(String) });
    },
  );

  it.each([
    undefined,
    null,
    {},
    { players: 3 },
    { players: [null], teams: 2 },
    { players: playersOf(1, 2), teams: 2 },
    { players: playersOf(1, 2), teams: 2, seed: '', rules: [{}] },
    { players: playersOf(1, 2), teams: 2, seed: '', rules: [null] },
    { players: playersOf(1, 2), teams: 2, seed: '', rules: 'none' },
    { players: playersOf(1, 2), teams: 2, seed: '', avoid: [[3]] },
    { players: playersOf(1, 2), teams: 2, seed: '', balance: 'size' },
    {
      players: [
        { id: 'a', level: 1, tags: [3] },
        { id: 'b', level: 1 },
      ],
      teams: 2,
      seed: '',
    },
  ])('never throws, not even on %j', (input) => {
    expect(draw(JSON.parse(JSON.stringify(input ?? null)))).toMatchObject({ kind: 'refusal', reason: 'invalid' });
  });

  it('knows Object.prototype names as mere strings', () => {
    const players = ['__proto__', 'constructor', 'toString', 'valueOf'].map((id, level) => ({
      id,
      level,
      tags: ['__proto__'],
    }));
    const result = drawn({ players, teams: 2, seed: '__proto__', rules: [{ kind: 'spread', tag: '__proto__' }] });
    expect(result.teams.flat().sort()).toEqual(players.map(({ id }) => id).sort());
  });

  it('draws exactly, within the tolerance wanted, wherever thirty players or fewer make six teams or fewer', () => {
    for (const [size, teams] of [
      [24, 6],
      [30, 6],
      [23, 5],
      [30, 5],
      [27, 4],
    ] as const) {
      for (let number = 0; number < share(4); number++) {
        const { tolerance, method, proven } = drawn({ players: squad('ordinary', size, number), teams, seed: 's' });
        expect([size, tolerance, proven]).toEqual([size, 0.05, true]);
        expect(method).toMatch(/; uniform (by rejection|among all, listed)$/);
      }
    }
  });

  it('draws 200 players, proven or with a certified gap', { timeout: 90_000 }, () => {
    const players = Array.from({ length: 200 }, (_, i) => ({ id: `p${i}`, level: ((i * 37) % 501) / 100 }));
    for (const teams of [10, 7, 200, 2, 20, 66, 100].slice(0, share(7))) {
      const result = drawn({ players, teams, seed: 's' });
      expect(result.teams.length).toBe(teams);
      expect(verify({ players, teams, seed: 's' }, result).problems).toEqual([]);
    }
  });
});
