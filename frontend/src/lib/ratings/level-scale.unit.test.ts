import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratingAfterKey, ratingAt } from './level-scale.ts';

describe('a finger on the scale', () => {
  it('meets the nearest half-step', () => {
    expect([-1, 0, 0.04, 0.06, 0.5, 0.69, 0.97, 2].map(ratingAt)).toEqual([0, 0, 0, 0.5, 2.5, 3.5, 5, 5]);
  });

  it('always gives a rating the contract accepts', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (place) => {
        const rating = ratingAt(place);
        expect(rating * 2).toBe(Math.round(rating * 2));
        expect(rating >= 0 && rating <= 5).toBe(true);
      }),
    );
  });
});

describe('a key on the scale', () => {
  it('moves by half-steps and stops at the ends', () => {
    expect(ratingAfterKey('ArrowRight', 3)).toBe(3.5);
    expect(ratingAfterKey('ArrowLeft', 0)).toBe(0);
    expect(ratingAfterKey('ArrowUp', 5)).toBe(5);
  });

  it('starts in the middle when there is no rating yet', () => {
    expect(ratingAfterKey('ArrowRight', undefined)).toBe(2.5);
  });

  it('takes digits, and takes the rating away', () => {
    expect(ratingAfterKey('4', undefined)).toBe(4);
    expect(ratingAfterKey('Delete', 4)).toBeNull();
    expect(ratingAfterKey('7', 4)).toBeUndefined();
    expect(ratingAfterKey('Tab', 4)).toBeUndefined();
  });
});
