import { isOpen } from '../domain/draw-levels.ts';
import { type Proof, proofOf } from '../domain/proof.ts';
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { getMatch, type MatchQuery, type MatchView } from './get-match.ts';
import type { Ports } from './ports.ts';

/** All that it takes to draw again and compare; where numbers are withheld, the commitment instead. */
export function getProof(ports: Pick<Ports, 'squads' | 'playersService' | 'matches'>) {
  const get = getMatch(ports);
  return async (query: MatchQuery): Promise<(MatchView & { proof: Proof }) | Refusal> => {
    const view = await get(query);
    if (isRefusal(view)) return view;
    const { match, squad } = view;
    const last = match.draws.at(-1);
    if (!match.draw || !last) return refuse('not-drawn', 'There are no teams yet.');
    return { ...view, proof: proofOf(match.draw, last, isOpen(squad, last)) };
  };
}
