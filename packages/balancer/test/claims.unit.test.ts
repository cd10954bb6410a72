import { describe, expect, it } from 'vitest';
import { type Draw, type DrawInput, draw, type Rule, verify } from '../src/index.ts';
import { playersOf } from './squads.ts';

function drawn(input: DrawInput): Draw {
  const result = draw(input);
  if (result.kind === 'refusal') throw new Error(JSON.stringify(result));
  return result;
}

// Fairest are the two splits with sums of 8.9 and 8.1: the gap is 0.8 / 3.
const rules: Rule[] = [{ kind: 'apart', players: ['p0', 'p1'] }];
const input: DrawInput = { players: playersOf(5, 4.2, 3.3, 2.4, 1.5, 0.6), teams: 2, seed: 's', rules };
const honest = drawn(input);
const gap = 8.9 / 3 - 8.1 / 3;

describe('of a false claim all that is wrong is told', () => {
  it.each<[string, Partial<Draw>, string[]]>([
    ['a gap that is too large', { gap: 1 }, [`the gap is ${gap}, not 1`]],
    ['a gap that is too small', { gap: 0 }, [`the gap is ${gap}, not 0`, 'the gap is below the lower bound']],
    ['one mean too few', { means: honest.means.slice(1) }, ['the means are wrong']],
    ['one mean too many', { means: [...honest.means, 2] }, ['the means are wrong']],
    ['one wrong mean', { means: [honest.means[0] ?? 0, 5] }, ['the means are wrong']],
    [
      'an optimum that does not exist',
      { optimalGap: 0.1, lowerBound: 0.1 },
      [
        'the teams are less even than fair splits are',
        'no split has gap 0.1',
        `the best gap is ${gap}`,
        '0 splits are fair, not 2',
      ],
    ],
    [
      'an optimum above the best',
      { optimalGap: 0.3, lowerBound: 0.3, gap: 0.3 },
      [`the gap is ${gap}, not 0.3`, `a split with gap ${gap} exists`, `the best gap is ${gap}`],
    ],
    ['one fair split too many', { fairSplits: { count: 3, exact: true } }, ['2 splits are fair, not 3']],
  ])('%s', (_, claim, problems) => {
    const told = verify(input, { ...honest, ...claim }).problems.map(rounded);
    expect(told).toEqual(problems.map(rounded));
  });

  it('also that the input was invalid, or a team is empty', () => {
    const one = { ...input, teams: 1 };
    expect(verify(one, honest).problems).toEqual(['the input is invalid: teams must be a whole number of at least 2']);
    const three = { ...honest, teams: [...honest.teams, []] };
    expect(verify({ ...input, teams: 3 }, three).problems).toContain('team sizes differ by more than one');
    const few = { ...input, players: playersOf(1, 2), teams: 3, rules: [] };
    expect(verify(few, { ...honest, teams: [['p0'], ['p1'], []] }).problems).toContain('a team is empty');
  });
});

it.each([
  ['no gap', { gap: undefined }],
  ['no optimum', { optimalGap: null }],
  ['a bound in words', { lowerBound: 'none' }],
  ['no tolerance', { tolerance: undefined }],
  ['no fair splits', { fairSplits: null }],
  ['no means', { means: undefined }],
  ['no teams', { teams: null }],
  ['teams that are a number', { teams: 2 }],
  ['a team that is no list', { teams: [honest.teams[0], 3] }],
  ['another kind', { kind: 'refusal' }],
])('what has %s is not a draw', (_, claim) => {
  expect(verify(input, JSON.parse(JSON.stringify({ ...honest, ...claim }))).problems).toEqual(['this is not a draw']);
});

it('what is not called proven or exact may be less than the best', () => {
  const claim = { proven: false, lowerBound: 0, optimalGap: 0.5, fairSplits: { count: 9, exact: false } };
  expect(verify(input, { ...honest, ...claim })).toEqual({ valid: true, problems: [] });
});

it('fair splits are counted again up to twelve players', () => {
  const levels = [5, 4.7, 4.1, 3.8, 3.3, 2.9, 2.6, 2.2, 1.7, 1.1, 0.8, 0.3];
  const problemsOf = (players: DrawInput['players']) => {
    const squad = { players, teams: 2, seed: 's' };
    return verify(squad, { ...drawn(squad), fairSplits: { count: 1e6, exact: true } }).problems;
  };
  expect(problemsOf(playersOf(...levels))).toEqual([expect.stringMatching(/^\d+ splits are fair, not 1000000$/)]);
  expect(problemsOf(playersOf(...levels, 2))).toEqual([]);
});

/** Levels in a sentence to nine decimals. */
function rounded(sentence: string): string {
  return sentence.replace(/\d+\.\d+/g, (level) => Number(level).toFixed(9));
}
