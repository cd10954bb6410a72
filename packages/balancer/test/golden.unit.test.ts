import { describe, expect, it } from 'vitest';
import { squad } from '../bench/squads.ts';
import { best, type DrawInput, draw, repair, swapPreview } from '../src/index.ts';
import { hex, sha256 } from '../src/sha256.ts';
import { hard, ordinary } from './recorded.ts';
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

  it('repairs in little time', () => {
    const input = { players: squad('ordinary', 40, 1), teams: 4, seed: 's' };
    const teams = [0, 1, 2, 3].map((t) => input.players.flatMap(({ id }, i) => (i % 4 === t ? [id] : [])));
    const change = { out: ['p1', 'p5', 'p9', 'p13'], in: [1, 3].map((level) => ({ id: `new${level}`, level })) };
    const limits = [0.03, 0.1, 0.3, 1, 3, 10];
    expect(limits.map((timeLimitMs) => digest(repair({ ...input, timeLimitMs }, teams, change)))).toMatchSnapshot();
  });
});

/** Squads whose draws are cut short in different places. */
function hurried(): [string, DrawInput][] {
  const all = [...ordinary().slice(3, 15), ...hard().slice(6, 14)];
  return all.filter((_, number) => number % 2 === 0);
}
