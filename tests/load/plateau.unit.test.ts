import { expect, it } from 'vitest';
import { stays } from './plateau.ts';

const rounds = (...megabytes: number[]) => megabytes.map((one) => ({ megabytes: one }));

it('takes memory that has come to rest for a plateau, whatever it took to get there', () => {
  expect(stays(rounds(200, 310, 350, 352, 349, 355))).toBe(true);
});

it('does not take for one what grows from round to round', () => {
  expect(stays(rounds(200, 240, 280, 320, 360, 400))).toBe(false);
});

it('looks at the second half alone', () => {
  expect(stays(rounds(200, 400, 390, 430))).toBe(false);
  expect(stays(rounds(200, 400, 390, 428))).toBe(true);
});
