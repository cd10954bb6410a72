import { evidenceOf, type Insights, insightsOf } from '../domain/insights.ts';
import type { Match } from '../domain/match.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { currentLevels, type LevelPorts } from './current-levels.ts';
import { enterSquad } from './enter-squad.ts';
import type { Caller, Ports, Position } from './ports.ts';

/** So many of the newest matches are looked at. */
const HISTORY = 200;
/** Few enough that reading a page of matches drawn a hundred times keeps nobody waiting. */
const PAGE = 25;

/** What the matches tell. */
export function getInsights(ports: LevelPorts & Pick<Ports, 'squads' | 'playersService' | 'matches' | 'estimate'>) {
  const enter = enterSquad(ports);
  const levelsOf = currentLevels(ports);
  return async ({ squadId, caller }: { squadId: string; caller: Caller }): Promise<Insights | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const { squad } = entered;
    const [{ snapshot }, matches] = await Promise.all([levelsOf(squad), newest(ports.matches, squadId)]);
    const evidence = evidenceOf(squad, matches, snapshot);
    return insightsOf(squad, matches, evidence, evidence ? await ports.estimate(evidence) : {});
  };
}

async function newest(store: Ports['matches'], squadId: string): Promise<Match[]> {
  const found: Match[] = [];
  let before: Position | undefined;
  do {
    const page = await store.list(squadId, { limit: PAGE, before });
    found.push(...page.matches);
    before = page.next;
  } while (before && found.length < HISTORY);
  return found.slice(0, HISTORY);
}
