import type { Draw, Proof, SwapPreviews } from '@besteam/contracts/matches';
import { getProof, previewSwaps } from '#lib/api/matches.ts';
import { recall, remember } from '#lib/device/memory.ts';
import type { SwapGap } from './swap-gaps.ts';

export type SwapOutlook = SwapGap & Partial<Pick<SwapPreviews['swaps'][number], 'evenness'>>;
type MatchPath = { squadId: string; matchId: string };

/**
 * What every swap would do to the teams: reckoned here where the numbers are shown, so that it follows the finger even
 * without signal; asked of the service where they are not. Empty when neither is possible.
 */
export async function swapOutlooks(path: MatchPath, draw: Draw): Promise<SwapOutlook[]> {
  const input = draw.gap === undefined ? undefined : await drawnFrom(path, draw.number);
  const teams = draw.teams.map((team) => team.players);
  const here = input && (await import('./swap-gaps.ts')).swapGaps(input, teams);
  return here && here.length > 0 ? here : previewSwaps(path).catch(() => []);
}

/** What the draw was made from; remembered, for it never changes. */
async function drawnFrom(path: MatchPath, number: number): Promise<Proof['input']> {
  const name = `drawn-from.${path.matchId}.${number}`;
  // Written below from the same answer.
  const known = recall(name) as Proof['input'];
  if (known) return known;
  try {
    const { input } = await getProof(path);
    remember(name, input);
    return input;
  } catch {
    // The service is asked for the swaps then, and says itself what is wrong.
    return undefined;
  }
}
