import { describe, expect, it } from 'vitest';
import { HARD_KINDS, squad } from '../bench/squads.ts';
import { best, type DrawInput, draw, type Rule, repair, swapPreview } from '../src/index.ts';
import { hex, sha256 } from '../src/sha256.ts';
import { randomCase } from './squads.ts';

/**
 * Recorded draws are drawn again to check them: as long as the version of the engine is the same, so must be every byte. The
 * limits of time are part of it, since work is counted in steps.
 */
describe('as long as the version is the same, so are', () => {
  const digest = (value: unknown) => hex(sha256(JSON.stringify(value))).slice(0, 16);

  it.each(ordinary())('draws of ordinary squads: %s', (_, input) => {
    expect(digest(draw(input))).toMatchSnapshot();
  });

  it.each(hard())('draws of hard squads: %s', (_, input) => {
    expect(digest(draw(input))).toMatchSnapshot();
  });

  it.each(hurried())('draws in little time: %s', (_, input) => {
    const limits = [0.02, 0.1, 0.3, 1, 3, 10];
    expect(limits.map((timeLimitMs) => digest(draw({ ...input, timeLimitMs })))).toMatchSnapshot();
  });

  it('draws of small squads with rules', () => {
    for (let number = 0; number < 40; number++) expect(digest(draw(randomCase(number, 12)))).toMatchSnapshot();
  });

  it('lists of the best, swaps and repairs', () => {
    for (const [name, input] of ordinary().slice(0, 8)) {
      const result = draw(input);
      if (result.kind === 'refusal') throw new Error(name);
      const change = { out: ['p3', 'p7'], in: [{ id: 'new', level: 3.3 }] };
      expect(digest(best(input, 20))).toMatchSnapshot(`best of ${name}`);
      expect(digest(swapPreview(input, result.teams))).toMatchSnapshot(`swaps of ${name}`);
      expect(digest(repair(input, result.teams, change))).toMatchSnapshot(`repair of ${name}`);
    }
  });
});

const RULES: Rule[] = [
  { kind: 'spread', tag: 'goalkeeper' },
  { kind: 'together', players: ['p1', 'p2'] },
  { kind: 'apart', players: ['p3', 'p4', 'p6'] },
  { kind: 'fixed', player: 'p5', team: 0 },
];

function ordinary(): [string, DrawInput][] {
  const sizes = [10, 2, 23, 2, 15, 3, 20, 4, 17, 3, 24, 6, 25, 5, 30, 6, 27, 4, 24, 8, 45, 2, 60, 7];
  return pairs(sizes).flatMap(([size, teams], number) => {
    const players = squad('ordinary', size, number).map((player, i) => ({
      ...player,
      tags: i >= size - teams - 1 ? ['goalkeeper'] : [],
    }));
    const input: DrawInput = { players, teams, seed: `${number}`, ...(number % 3 === 2 ? { balance: 'totals' } : {}) };
    const named: [string, DrawInput] = [`${size} in ${teams}`, input];
    const ruled: [string, DrawInput] = [`${size} in ${teams} with rules`, { ...input, rules: RULES }];
    return number % 2 === 0 && size > 12 && size < 50 ? [named, ruled] : [named];
  });
}

function hard(): [string, DrawInput][] {
  const sizes = [13, 3, 19, 4, 22, 5, 26, 6];
  return HARD_KINDS.flatMap((kind) =>
    pairs(sizes).map(([size, teams], number): [string, DrawInput] => [
      `${kind}, ${size} in ${teams}`,
      { players: squad(kind, size, number), teams, seed: kind, timeLimitMs: 5 },
    ]),
  );
}

/** Squads whose draws are cut short in different places. */
function hurried(): [string, DrawInput][] {
  const all = [...ordinary().slice(3, 15), ...hard().slice(6, 14)];
  return all.filter((_, number) => number % 2 === 0);
}

function pairs(list: number[]): [number, number][] {
  return list.flatMap((size, i): [number, number][] => (i % 2 === 0 ? [[size, list[i + 1] ?? 2]] : []));
}
