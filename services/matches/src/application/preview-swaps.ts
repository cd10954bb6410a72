import { isOpen } from '../domain/draw-levels.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { type SwapOutlook, swapOutlooks } from '../domain/swap.ts';
import { getMatch, type MatchQuery } from './get-match.ts';
import type { Ports } from './ports.ts';

/** What every swap would do, and whether its gap may be told. */
export function previewSwaps(ports: Pick<Ports, 'squads' | 'playersService' | 'matches'>) {
  const get = getMatch(ports);
  return async (query: MatchQuery): Promise<{ swaps: SwapOutlook[]; open: boolean } | Refusal> => {
    const view = await get(query);
    if (isRefusal(view)) return view;
    const { squad, match } = view;
    if (!match.draw) return refuse('not-drawn', 'There are no teams yet.');
    const open = isOpen(squad, match.draw);
    return { swaps: swapOutlooks(match.draw, open), open };
  };
}
