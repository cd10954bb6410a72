import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Ballot, levels, openLevelBook } from '../src/index.ts';

const players = ['ana', 'leo', 'eva', '__proto__'];
const criteria = [
  { id: 'attack', weight: 2 },
  { id: 'stamina', weight: 0.3 },
];

const rating = fc.oneof(
  fc.integer({ min: 0, max: 10 }).map((half) => half / 2),
  fc.constantFrom(-1, 7, Number.NaN),
);
const sheet = fc.dictionary(
  fc.constantFrom(...players, 'stranger'),
  fc.dictionary(fc.constantFrom('attack', 'stamina', 'luck'), rating),
);
const change = fc.record({
  rater: fc.constantFrom('r1', 'r2', 'r3', 'r10', 'r4', 'r5'),
  ratings: fc.option(sheet, { nil: undefined }),
});

it('says, after every change of a ballot, the very same as all ballots read at once', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 20 }), (changes) => {
      const book = openLevelBook(players, criteria);
      const kept = new Map<string, Ballot>();
      for (const { rater, ratings } of changes) {
        if (ratings) {
          book.rate({ rater, ratings });
          kept.set(rater, { rater, ratings });
        } else {
          book.forget(rater);
          kept.delete(rater);
        }
        expect(book.levels()).toStrictEqual(levels({ players, criteria, ballots: [...kept.values()] }));
      }
    }),
  );
});

it('keeps what a rater said, whatever becomes of the sheet it was read from', () => {
  const book = openLevelBook(['ana'], criteria);
  const ratings = { ana: { attack: 5 } };
  book.rate({ rater: 'r1', ratings });
  ratings.ana.attack = 0;
  expect(book.levels()['ana']?.level).toBe(5);
});
