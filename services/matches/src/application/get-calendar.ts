import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts';
import { getMatch, type MatchQuery, type MatchView } from './get-match.ts';
import type { Ports } from './ports.ts';

/** A match that has a date. */
export function getCalendar(ports: Pick<Ports, 'squads' | 'playersService' | 'matches'>) {
  const get = getMatch(ports);
  return async (query: MatchQuery): Promise<(MatchView & { startsAt: string }) | Refusal> => {
    const view = await get(query);
    if (isRefusal(view)) return view;
    const { startsAt } = view.match.plan;
    return startsAt === undefined ? refuse('not-scheduled', 'Nobody has said yet when it is.') : { ...view, startsAt };
  };
}
