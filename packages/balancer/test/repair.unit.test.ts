import { describe, expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { type Draw, type DrawInput, draw, type Refusal, type Rule, repair, verify } from '../src/index.ts';
import { seededRandom } from '../src/random.ts';
import { fewestMoves, movesBetween, staying } from './fewest-moves.ts';
import { share } from './share.ts';
import { playersOf, randomCase } from './squads.ts';

function made(result: Draw | Refusal): Draw {
  if (result.kind === 'refusal') throw new Error(JSON.stringify(result));
  return result;
}

const split = (teams: string) => teams.split(' | ').map((team) => team.split(' '));

describe('a repair', () => {
  it('moves as few as possible, and then is as fair as possible, as brute force finds, under any rules', () => {
    let repaired = 0;
    for (let number = 0; number < share(100, 60); number++) {
      const random = seededRandom(`change ${number}`);
      const input = randomCase(number, 7);
      const before = draw(input);
      if (input.teams > 3 || before.kind === 'refusal') continue;
      const out = input.players.map(({ id }) => id).filter(() => random.below(4) === 0);
      const joining = Array.from({ length: random.below(3) }, (_, i) => ({
        id: `new${i}`,
        level: random.below(501) / 100,
      }));
      const players = [...input.players.filter(({ id }) => !out.includes(id)), ...joining];
      const after = { ...input, players, rules: input.rules.map((rule) => staying(rule, out)) };
      const result = repair(input, before.teams, { out, in: joining });
      const truth = players.length < input.teams ? undefined : fewestMoves(after, before.teams);
      if (!truth || truth.moves === Infinity) {
        expect(result, `case ${number}`).toMatchObject({ kind: 'refusal' });
        continue;
      }
      repaired++;
      const { teams, gap, method, starsApart } = made(result);
      expect(movesBetween(before.teams, teams), `case ${number}`).toBe(truth.moves);
      expect(gap, `case ${number}`).toBeCloseTo(truth.gap, 9);
      expect(method).toMatch(new RegExp(`^repair: ${truth.moves} changed team, the fewest possible; `));
      expect(verify(after, made(result)).problems, `case ${number}`).toEqual([]);
      if (input.rules.length === 0) expect(starsApart, `case ${number}`).toBe(haveOneStarEach(after, teams));
    }
    expect(repaired).toBeGreaterThan(share(30, 18));
  });

  it('fills a team that everybody has left, in the fairest of the ways with fewest moves', () => {
    for (let number = 0; number < 8; number++) {
      const teamsCount = 2 + (number % 2);
      const input = { players: squad('ordinary', 3 * teamsCount, number), teams: teamsCount, seed: 's' };
      const { teams } = made(draw(input));
      const out = teams[number % teamsCount] ?? [];
      const after = { ...input, players: input.players.filter(({ id }) => !out.includes(id)) };
      const result = made(repair(input, teams, { out }));
      const truth = fewestMoves(after, teams);
      expect([movesBetween(teams, result.teams), result.gap.toFixed(9)]).toEqual([truth.moves, truth.gap.toFixed(9)]);
    }
  });

  it('leaves who comes back with another level in his team', () => {
    const input = { players: playersOf(4, 3, 2, 1), teams: 2, seed: 's' };
    const result = made(repair(input, split('p0 p3 | p1 p2'), { out: ['p2'], in: [{ id: 'p2', level: 5 }] }));
    expect(result).toMatchObject({ teams: split('p0 p3 | p2 p1'), gap: 1.5 });
    expect(result.method).toMatch(/^repair: 0 changed team/);
  });

  it('of nothing changes nothing', () => {
    const input = { players: playersOf(5, 4, 3, 2, 1, 0), teams: 3, seed: 's' };
    const teams = split('p0 p1 | p4 p3 | p2 p5');
    const result = made(repair(input, teams, {}));
    expect(result).toMatchObject({ teams: split('p0 p1 | p3 p4 | p2 p5'), gap: 3, optimalGap: 0 });
    expect(result.means).toEqual([4.5, 1.5, 1.5]);
    expect(result.method).toMatch(/^repair: 0 changed team/);
  });

  it('keeps the rules for those who still play, and their numbers', () => {
    const input: DrawInput = { players: playersOf(5, 5, 0, 0, 3, 2), teams: 2, seed: 's', timeLimitMs: 50 };
    input.rules = [
      { kind: 'fixed', player: 'p4', team: 1 },
      { kind: 'together', players: ['p0', 'p1', 'p5'] },
    ];
    const { teams } = made(draw(input));
    const result = made(repair(input, teams, { out: ['p4', 'p5'] }));
    expect(result.teams.map((team) => team.toSorted().join()).toSorted()).toEqual(['p0,p1', 'p2,p3']);
    expect(result.costs).toEqual([
      { rule: 0, gap: 0 },
      { rule: 1, gap: 5 },
    ]);
  });

  it('of a large squad is complete within the time limit, whoever comes and goes', () => {
    const input = { players: squad('ordinary', 40, 1), teams: 4, seed: 's' };
    const { teams } = made(draw(input));
    const [first = [], second = []] = teams;
    const joining = [1, 2, 3, 4].map((level) => ({ id: `new${level}`, level }));
    for (const change of [
      { out: first.slice(0, 2) },
      { out: [...first.slice(0, 3), ...second.slice(0, 1)], in: joining },
      { out: [...first.slice(0, 2), ...second.slice(0, 2)] },
      { in: joining },
    ]) {
      expect(made(repair(input, teams, change)).method).toContain('the fewest possible');
    }
  });

  it('says so where there was no time to look at all repairs', () => {
    const input = { players: squad('ordinary', 40, 1), teams: 4, seed: 's' };
    const { teams } = made(draw(input));
    const change = { out: (teams[0] ?? []).slice(0, 4) };
    const { method } = made(repair({ ...input, timeLimitMs: 0.3 }, teams, change));
    expect(method).toMatch(/^repair: 3 changed team, maybe not the fewest or fairest; /);
    expect(repair({ ...input, timeLimitMs: 0.0001 }, teams, change)).toMatchObject({
      kind: 'refusal',
      detail: 'no repair was found in time',
    });
  });

  const input = { players: playersOf(1, 2, 3, 4), teams: 2, seed: 's' };
  const wrong = 'the teams are not made of the players';
  it.each<[string, string, object, object]>([
    ['a stranger leaves', 'p0 p3 | p1 p2', { out: ['p0', 'x'] }, { detail: 'x is not among the players' }],
    ['somebody is in no team', 'p0 | p1 p2', {}, { detail: wrong }],
    ['there are too few teams', 'p0 p3 p1 p2', {}, { detail: wrong }],
    ['somebody is there twice', 'p0 p0 p3 | p1 p2', {}, { detail: wrong }],
    ['somebody is there instead of another', 'p0 p0 | p1 p2', {}, { detail: wrong }],
    ['a stranger was in a team', 'p0 x | p1 p2', {}, { detail: wrong }],
    ['too few remain', 'p0 p3 | p1 p2', { out: ['p0', 'p1', 'p2'] }, { reason: 'too-few-players' }],
    ['one who plays joins', 'p0 p3 | p1 p2', { in: [{ id: 'p0', level: 1 }] }, { reason: 'invalid' }],
  ])('is refused where %s', (_, teams, change, refusal) => {
    expect(repair(input, split(teams), change)).toMatchObject({ kind: 'refusal', reason: 'invalid', ...refusal });
  });

  it('is refused where the teams become too small for friends', () => {
    const rules: Rule[] = [{ kind: 'together', players: ['p0', 'p1', 'p2'] }];
    const six = { players: playersOf(1, 2, 3, 4, 5, 4), teams: 2, seed: 's', rules };
    const refusal = { kind: 'refusal', reason: 'conflicting-rules', rules: [0] };
    expect(repair(six, split('p0 p1 p2 | p3 p4 p5'), { out: ['p4', 'p5'] })).toEqual(refusal);
  });

  it('is refused where there are no teams, or a rule is no rule', () => {
    expect(repair(input, JSON.parse('null'), {})).toEqual({ kind: 'refusal', reason: 'invalid', detail: wrong });
    const rules: Rule[] = JSON.parse('[{ "kind": "together", "players": "p0" }]');
    const refusal = { kind: 'refusal', reason: 'invalid', detail: 'rule 0: players must be a list' };
    expect(repair({ ...input, rules }, split('p0 p3 | p1 p2'), {})).toEqual(refusal);
  });

  it.each([
    '[null, [["p0"]], {}]',
    '[{ "players": 4, "teams": 2, "seed": "s" }, [], { "out": ["p0"] }]',
    '[{ "players": [], "teams": 2, "seed": "s" }, 5, { "in": 7 }]',
  ])('is refused, never thrown at: %s', (given) => {
    const [nothing, teams, change] = JSON.parse(given);
    expect(repair(nothing, teams, change)).toMatchObject({ kind: 'refusal' });
  });

  it('is refused where those who leave or join are no lists', () => {
    const detail = 'who leaves and who joins must be lists';
    for (const change of ['{ "out": "p0" }', '{ "in": {} }']) {
      expect(repair(input, split('p0 p3 | p1 p2'), JSON.parse(change))).toMatchObject({ kind: 'refusal', detail });
    }
  });
});

/** The k best players are in k teams; of players level with one another the one whose name comes first is better. */
function haveOneStarEach({ players }: DrawInput, teams: string[][]): boolean {
  const order = players.toSorted((a, b) => b.level - a.level || (a.id < b.id ? -1 : 1));
  const stars = order.slice(0, teams.length).map(({ id }) => id);
  return teams.every((team) => team.some((id) => stars.includes(id)));
}
