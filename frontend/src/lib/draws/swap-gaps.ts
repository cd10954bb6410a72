import { swapPreview } from '@besteam/balancer';
import type { Proof, SwapPreviews } from '@besteam/contracts/matches';

export type SwapGap = Pick<SwapPreviews['swaps'][number], 'a' | 'b' | 'gap'>;

/** What every swap would leave, by the engine itself, here on the device; empty when others play than were drawn. */
export function swapGaps(input: NonNullable<Proof['input']>, teams: string[][]): SwapGap[] {
  return swapPreview(input, teams);
}
