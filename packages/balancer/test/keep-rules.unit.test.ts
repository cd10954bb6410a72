import { expect, it } from 'vitest';
import { keepsRules } from '../src/brute-force.ts';
import { keepRules } from '../src/keep-rules.ts';
import { isRefusal, readProblem } from '../src/problem.ts';
import { seededRandom } from '../src/random.ts';
import type { Rule, SplitInput } from '../src/types.ts';
import { share } from './share.ts';
import { playersOf, randomCase, randomRule } from './squads.ts';

/** Whether the teams (of each player, in the order of the input) keep the rules. */
function kept(input: SplitInput, team: number[]): boolean {
  const problem = readProblem(input);
  if (isRefusal(problem)) throw new Error(problem.reason);
  const order = problem.players.map(({ id }) => input.players.findIndex((player) => player.id === id));
  return keepRules(
    problem,
    order.map((player) => team[player] ?? -1),
  );
}

const keeper = { tags: ['keeper'] };
const squad = playersOf(1, 2, 3, 4, 5, 4, 3).map((player, i) => (i < 4 ? { ...player, ...keeper } : player));

it.each<[string, Rule, number[], boolean]>([
  ['a fixed player is in his team', { kind: 'fixed', player: 'p1', team: 2 }, [0, 2, 0, 1, 1, 2, 0], true],
  ['a fixed player is in another team', { kind: 'fixed', player: 'p1', team: 2 }, [2, 0, 0, 1, 1, 2, 0], false],
  ['friends are together', { kind: 'together', players: ['p0', 'p2', 'p6'] }, [0, 2, 0, 1, 1, 2, 0], true],
  ['one friend is elsewhere', { kind: 'together', players: ['p0', 'p2', 'p6'] }, [0, 2, 0, 0, 1, 2, 1], false],
  ['rivals are apart', { kind: 'apart', players: ['p0', 'p1', 'p3'] }, [0, 2, 0, 1, 1, 2, 0], true],
  ['two rivals of three are together', { kind: 'apart', players: ['p0', 'p1', 'p2'] }, [0, 2, 0, 1, 1, 2, 0], false],
  ['four keepers are two, one and one', { kind: 'spread', tag: 'keeper' }, [0, 1, 2, 0, 0, 1, 2], true],
  ['four keepers are two and two', { kind: 'spread', tag: 'keeper' }, [0, 1, 1, 0, 0, 2, 2], false],
  ['four keepers are three and one', { kind: 'spread', tag: 'keeper' }, [0, 0, 0, 1, 1, 2, 2], false],
])('%s: %j in %j: %j', (_, rule, team, expected) => {
  expect(kept({ players: squad, teams: 3, rules: [rule] }, team)).toBe(expected);
});

it('whether rules are kept is judged alike by repair and by verify', () => {
  const verdicts = [0, 0];
  for (let number = 0; number < share(400, 100); number++) {
    const random = seededRandom(`teams ${number}`);
    const input = randomCase(number, 9);
    input.rules = Array.from({ length: 1 + random.below(2) }, () => randomRule(input.players, input.teams, random));
    const team = input.players.map(() => random.below(input.teams));
    const teamOf = (id: string) => team[input.players.findIndex((player) => player.id === id)] ?? -1;
    const labelled = input.rules.every((rule) => rule.kind !== 'fixed' || teamOf(rule.player) === rule.team);
    const expected = labelled && keepsRules(input, input.rules, teamOf);
    expect(kept(input, team), `case ${number}`).toBe(expected);
    verdicts[Number(expected)] = (verdicts[Number(expected)] ?? 0) + 1;
  }
  for (const verdict of verdicts) expect(verdict).toBeGreaterThan(share(80, 20));
});
