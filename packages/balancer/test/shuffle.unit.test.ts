import { expect, it } from 'vitest';
import { everySplit } from '../src/brute-force.ts';
import { chanceOf } from '../src/forecast.ts';
import type { Rule } from '../src/index.ts';
import { layOut } from '../src/layout.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import { seat, toIds } from '../src/result.ts';
import { fromLevels } from '../src/shape.ts';
import { shuffleTrial } from '../src/shuffle-trial.ts';
import { canonical, playersOf } from './squads.ts';

const keepers = ['p0', 'p4', 'p7', 'p9'];
const backs = ['p2', 'p6', 'p8'];
const players = playersOf(4.6, 4.1, 3.7, 3.6, 3, 2.7, 2.2, 2.1, 1.6, 1.1, 0.9).map((player) => ({
  ...player,
  tags: keepers.includes(player.id) ? ['keeper'] : backs.includes(player.id) ? ['back'] : [],
}));
const apart = (...ids: string[]): Rule => ({ kind: 'apart', players: ids });
const together = (...ids: string[]): Rule => ({ kind: 'together', players: ids });
const spread: Rule = { kind: 'spread', tag: 'keeper' };
const spreadBacks: Rule = { kind: 'spread', tag: 'back' };

it.each<[string, number, Rule[]]>([
  ['nobody', 3, []],
  ['rivals', 3, [apart('p0', 'p1', 'p2'), apart('p3', 'p4'), apart('p5', 'p6')]],
  ['friends', 3, [together('p0', 'p10', 'p5'), together('p1', 'p2'), apart('p8', 'p9')]],
  ['keepers', 3, [spread]],
  ['keepers of whom one has a rival', 3, [spread, apart('p0', 'p1')]],
  ['keepers and their friends', 4, [spread, together('p4', 'p5')]],
  ['keepers, one a team, and backs', 4, [spread, spreadBacks]],
  ['keepers and rivals', 4, [spread, apart('p1', 'p2'), apart('p2', 'p3')]],
])('shuffling around %s gives the fair splits, as often as foreseen', (_, teams, rules) => {
  const tolerance = 0.6;
  const problem = readProblem({ players, teams, rules });
  const layout = isRefusal(problem) ? undefined : layOut(problem, rules);
  if (isRefusal(problem) || !layout) throw new Error('refused');
  const fair = new Set(
    [...everySplit({ players, teams, rules })]
      .filter(({ gap }) => gap <= tolerance + 1e-9)
      .map(({ team }) => canonical(Array.from({ length: teams }, (_, t) => idsWhere(team, t)))),
  );
  const task = { values: problem.values, layout, shape: problem.shape, budget: { left: 0 } };
  const trial = shuffleTrial(task, fromLevels(problem.shape, tolerance));
  const random = seededRandom('attempts');
  const seen = new Set<string>();
  const attempts = 4000;
  let hits = 0;
  for (let i = 0; i < attempts; i++) {
    const split = trial.attempt(random);
    if (split === undefined) continue;
    hits++;
    seen.add(canonical(toIds(problem, seat(problem, layout, split))));
  }
  expect([...seen].filter((split) => !fair.has(split))).toEqual([]);
  const expected = (attempts * fair.size) / trial.outcomes;
  expect(Math.abs(hits - expected)).toBeLessThan(4 * Math.sqrt(expected));
  expect(hits).toBeGreaterThan(20);
});

it('only players who are dealt out evenly make even teams likelier', () => {
  const problem = readProblem({ players, teams: 3 });
  if (isRefusal(problem)) throw new Error('refused');
  const chance = (low: number, high: number) => {
    const layout = layOut(problem, [], [{ members: [0, 1, 2, 3], low, high }]);
    return layout && chanceOf({ values: problem.values, layout, shape: problem.shape, budget: { left: 0 } }, 100);
  };
  expect(chance(1, 2)).toBeGreaterThan(1.2 * (chance(0, 4) ?? 0));
  expect(chance(1, 4)).toBe(chance(0, 4));
});

function idsWhere(team: readonly number[], t: number): string[] {
  return players.flatMap(({ id }, player) => (team[player] === t ? [id] : []));
}
