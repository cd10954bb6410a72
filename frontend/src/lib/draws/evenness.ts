import type { Draw } from '@besteam/contracts/matches';

/** What can be said about how even a draw is; the screen puts it into words and numbers of the language. */
export type EvennessStory =
  | { kind: 'graded'; evenness: Draw['evenness'] }
  | { kind: 'one-of'; count: number; exact: boolean; tolerance: number; best: number }
  | { kind: 'only'; best: number }
  | { kind: 'best-found'; best: number; bound: number };

/** Never claims more than the draw's certificate proves; without numbers there is only the grade. */
export function evennessStory(draw: Draw): EvennessStory {
  const { gap, optimalGap, lowerBound, tolerance, fairSplits } = draw;
  if (gap === undefined || optimalGap === undefined) return { kind: 'graded', evenness: draw.evenness };
  if (!draw.proven) return { kind: 'best-found', best: gap, bound: lowerBound ?? 0 };
  if (!fairSplits || tolerance === undefined || fairSplits.count <= 1) return { kind: 'only', best: optimalGap };
  const within = Math.max(tolerance, optimalGap);
  return { kind: 'one-of', count: fairSplits.count, exact: fairSplits.exact, tolerance: within, best: optimalGap };
}
