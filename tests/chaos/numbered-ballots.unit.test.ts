import { expect, test } from 'vitest';
import { ballotOf, numberOf } from './numbered-ballots.ts';

test('a ballot tells its number', () => {
  const players = ['Ana', 'Leo', 'Sara', 'Hugo'];
  for (const number of [0, 1, 10, 11, 120, 121, 14_640])
    expect(numberOf(ballotOf(number, players), players)).toBe(number);
  expect(ballotOf(12, players)).toEqual({
    Ana: { level: 0.5 },
    Leo: { level: 0.5 },
    Sara: { level: 0 },
    Hugo: { level: 0 },
  });
});
