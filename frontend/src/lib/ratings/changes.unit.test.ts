import { expect, it } from 'vitest';
import { laidOver, merged, without } from './changes.ts';

it('lays changes over a ballot: what is new, what is other, and what is taken away', () => {
  const ratings = { ana: { level: 1, pace: 2 }, leo: { level: 3 }, iker: { level: 4 } };
  const changes = { ana: { pace: 5 }, leo: { level: null }, marta: { level: 0 } };
  expect(laidOver(ratings, changes)).toEqual({ ana: { level: 1, pace: 5 }, iker: { level: 4 }, marta: { level: 0 } });
});

it('merges changes by player and criterion, the later where both change the same', () => {
  const earlier = { ana: { level: 1, pace: 2 } };
  expect(merged(earlier, { ana: { level: null }, leo: { level: 3 } })).toEqual({
    ana: { level: null, pace: 2 },
    leo: { level: 3 },
  });
});

it('leaves of what is done only what was changed once more', () => {
  const done = { ana: { level: 1 }, leo: { level: null }, iker: { level: 4 } };
  const changes = { ana: { level: 1, pace: 2 }, leo: { level: null }, iker: { level: null } };
  expect(without(changes, done)).toEqual({ ana: { pace: 2 }, iker: { level: null } });
});
