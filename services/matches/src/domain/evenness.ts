import type { Certificate, Evenness } from './match.ts';

const VERY_EVEN_GAP = 0.05;
const SMALLEST_STEP = 0.01;
const SMALL_PRICE = 0.05;
const NOTICEABLE_PRICE = 0.2;

/** How even teams are, in a word: all that is told where numbers are withheld. */
export function evennessOf(gap: number, { optimalGap, proven }: Pick<Certificate, 'optimalGap' | 'proven'>): Evenness {
  if (proven && gap < optimalGap + SMALLEST_STEP / 2) return 'as-even-as-it-gets';
  return gap <= VERY_EVEN_GAP ? 'very-even' : 'even';
}

/** What a rule costs, in a word. */
export type Price = 'free' | 'small' | 'noticeable' | 'high';

export function priceOf(gap: number): Price {
  if (gap < SMALLEST_STEP / 2) return 'free';
  if (gap <= SMALL_PRICE) return 'small';
  return gap <= NOTICEABLE_PRICE ? 'noticeable' : 'high';
}
