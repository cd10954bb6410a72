import { expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { everySplit, keepsRules } from '../src/brute-force.ts';
import { type Draw, type DrawInput, draw, type Rule } from '../src/index.ts';
import { seededRandom } from '../src/random.ts';
import { share } from './share.ts';
import { randomCase, randomRule } from './squads.ts';

function drawn(input: DrawInput): Draw {
  const result = draw(input);
  if (result.kind === 'refusal') throw new Error(JSON.stringify(result));
  return result;
}

/** The best gap without each rule, from one look at every split. */
function bestWithout(input: DrawInput, rules: Rule[]): number[] {
  const best = rules.map(() => Infinity);
  const others = rules.map((_, left) => rules.filter((_, rule) => rule !== left));
  const place = new Map(input.players.map(({ id }, index) => [id, index]));
  for (const { team, gap } of everySplit({ ...input, rules: [] })) {
    const teamOf = (id: string) => team[place.get(id) ?? -1] ?? -1;
    for (const [left, kept] of others.entries()) {
      if (gap < (best[left] ?? 0) && keepsRules(input, kept, teamOf)) best[left] = gap;
    }
  }
  return best;
}

it('a rule costs what brute force says: the best gap with all rules, less the best without it', () => {
  let [priced, free] = [0, 0];
  for (let number = 0; number < share(300, 120); number++) {
    const random = seededRandom(`costs ${number}`);
    const input = randomCase(number, 8);
    input.rules = Array.from({ length: 1 + random.below(4) }, () => randomRule(input.players, input.teams, random));
    const result = draw(input);
    if (result.kind === 'refusal') continue;
    const without = bestWithout(input, input.rules);
    expect(result.costs.map(({ rule }) => rule)).toEqual(input.rules.map((_, rule) => rule));
    for (const { rule, gap } of result.costs) {
      expect(gap, `case ${number}, rule ${rule}`).toBeCloseTo(result.optimalGap - (without[rule] ?? 0), 9);
      if (gap > 0) priced++;
      else free++;
    }
  }
  expect(Math.min(priced, free)).toBeGreaterThan(share(60, 24));
});

it('in larger squads a rule costs the difference of two draws', () => {
  const rules: Rule[] = [
    { kind: 'together', players: ['p1', 'p2', 'p5'] },
    { kind: 'apart', players: ['p3', 'p4'] },
    { kind: 'fixed', player: 'p5', team: 0 },
  ];
  const sizes = [
    [20, 4],
    [22, 5],
    [30, 6],
    [30, 3],
  ] as const;
  for (const [size, teams] of sizes) {
    for (let number = 0; number < share(3); number++) {
      const input = { players: squad('ordinary', size, number), teams, seed: 's' };
      const { costs, optimalGap, proven } = drawn({ ...input, rules });
      expect(proven).toBe(true);
      for (const { rule, gap } of costs) {
        const without = drawn({ ...input, rules: rules.toSpliced(rule, 1) });
        expect(gap, `${size} in ${teams}, squad ${number}, rule ${rule}`).toBeCloseTo(
          optimalGap - without.optimalGap,
          9,
        );
      }
    }
  }
});
