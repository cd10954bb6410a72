import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/random.ts';
import { changed, type Mutant } from './mutant.ts';
import { estimate, stratified } from './sample.ts';

describe('a sample', () => {
  const strata = [40, 8, 2].map((size, s) => Array.from({ length: size }, (_, i) => `${s}.${i}`));

  it('has its share of each stratum, but at least so many, or all, and each once', () => {
    const sample = stratified(strata, 0.22, 3, seededRandom('a'));
    expect([0, 1, 2].map((s) => sample.filter((one) => one.startsWith(`${s}.`)).length)).toEqual([9, 3, 2]);
    expect(new Set(sample).size).toBe(sample.length);
  });

  it('is another with another seed, and the same with the same', () => {
    const [one, again, other] = ['a', 'a', 'b'].map((seed) => stratified(strata, 0.5, 1, seededRandom(seed)));
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('speaks for every file by its size', () => {
    const tallies = [
      { all: 300, tried: 10, noticed: 5 },
      { all: 100, tried: 10, noticed: 10 },
      { all: 70, tried: 0, noticed: 0 },
    ];
    const { share, margin } = estimate(tallies);
    expect(share).toBeCloseTo(0.75 * 0.5 + 0.25, 9);
    const [half, nearly] = [((0.5 * 0.5) / 10) * (1 - 10 / 300), (((11 / 12) * (1 / 12)) / 10) * (1 - 10 / 100)];
    expect(margin).toBeCloseTo(1.96 * Math.sqrt(0.75 ** 2 * half + 0.25 ** 2 * nearly), 9);
  });

  it('of everything leaves no doubt', () => {
    expect(estimate([{ all: 10, tried: 10, noticed: 9 }])).toEqual({ share: 0.9, margin: 0 });
  });
});

it('a change is made where it belongs, and stays one operand', () => {
  const change = (content: string, original: string, replacement: string, mutator: string) => {
    const from = content.indexOf(original);
    const mutant: Mutant = { file: '', version: '', line: 1, mutator, from, to: from + original.length, replacement };
    return changed(content, mutant);
  };
  expect(change('if (!(a || b) && c) d();', '!(a || b)', 'a || b', 'BooleanLiteral')).toBe('if ((a || b) && c) d();');
  expect(change('if (a) { b(); } c();', '{ b(); }', '{}', 'BlockStatement')).toBe('if (a) {} c();');
  expect(change("case 'a': b();", "case 'a': b();", "case 'a':", 'ConditionalExpression')).toBe("case 'a':");
});
