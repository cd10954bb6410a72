import { expect, it } from 'vitest';
import { everySplit } from '../src/brute-force.ts';
import { type DrawInput, draw } from '../src/index.ts';
import { share } from './share.ts';
import { canonical, randomCase } from './squads.ts';

it('the best are apart where some fair split allows it, and of these splits the weakest, too', () => {
  const seen = { both: 0, stars: 0, weakest: 0, neither: 0 };
  for (let number = 0; number < 120; number++) {
    const input = randomCase(number, 8);
    const result = draw(input);
    if (result.kind === 'refusal') continue;
    const { stars, weakest } = fairSplits(input, result.optimalGap);
    const both = new Set([...stars].filter((split) => weakest.has(split)));
    const expected = both.size > 0 ? 'both' : stars.size > 0 ? 'stars' : weakest.size > 0 ? 'weakest' : 'neither';
    seen[expected]++;
    const drawn = canonical(result.teams);
    if (expected !== 'neither') expect({ both, stars, weakest }[expected], `case ${number}`).toContain(drawn);
    expect(result.starsApart, `case ${number}`).toBe(stars.size > 0);
  }
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
});

it('no split comes again while another fair one is left, wherever the best are', () => {
  for (let number = 0; number < share(25, 15); number++) {
    const input: DrawInput = { ...randomCase(number, 7), avoid: [] };
    const avoid: string[][][] = [];
    for (let round = 0; round < 8; round++) {
      const result = draw({ ...input, avoid });
      if (result.kind === 'refusal') break;
      const { all } = fairSplits(input, result.optimalGap);
      const drawn = canonical(result.teams);
      const again = avoid.some((teams) => canonical(teams) === drawn);
      expect(again, `case ${number}, round ${round}`).toBe(avoid.length >= all.size);
      if (again) break;
      avoid.push(result.teams);
    }
  }
});

/** All fair splits, those with the best apart, and those with the weakest apart. */
function fairSplits(input: DrawInput, optimum: number) {
  const levels = input.players.map(({ level }) => Math.round(100 * level));
  const limit = Math.max(optimum, input.tolerance ?? 0.05) + 1e-9;
  const fair = [...everySplit(input)].filter(({ gap }) => gap <= limit);
  const named = (splits: typeof fair) =>
    new Set(
      splits.map(({ team }) => {
        const teams = Array.from({ length: input.teams }, (_, t) =>
          input.players.flatMap(({ id }, player) => (team[player] === t ? [id] : [])),
        );
        return canonical(teams);
      }),
    );
  const lows = levels.map((level) => -level);
  return {
    all: named(fair),
    stars: named(fair.filter(({ team }) => areApart(levels, team, input.teams))),
    weakest: named(fair.filter(({ team }) => areApart(lows, team, input.teams))),
  };
}

/** Those above the k-th are in different teams, and every team has one who is at least as good as the k-th. */
function areApart(levels: number[], team: number[], teams: number): boolean {
  const kth = levels.toSorted((a, b) => b - a)[teams - 1] ?? 0;
  const above = team.filter((_, player) => (levels[player] ?? 0) > kth);
  const reaching = team.filter((_, player) => (levels[player] ?? 0) >= kth);
  return new Set(above).size === above.length && new Set(reaching).size === teams;
}
