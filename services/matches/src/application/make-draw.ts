import { drawLevels } from '../domain/draw-levels.ts';
import { drawInput, drawn, engineInput, MATCHES_TO_AVOID, refusedByEngine } from '../domain/drawing.ts';
import { type DrawOrder, lineUp } from '../domain/line-up.ts';
import type { Match } from '../domain/match.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { currentLevels, type LevelPorts } from './current-levels.ts';
import type { MatchView } from './get-match.ts';
import type { Ports } from './ports.ts';

export type DrawPorts = LevelPorts & Pick<Ports, 'matches' | 'engine' | 'chance'>;

/** So many of the newest matches are looked at to find the last drawn ones. */
const MATCHES_TO_LOOK_AT = 10;

/** Draws teams for a match: who plays, from which levels, under a seed nobody chose. Saves nothing. */
export function makeDraw(ports: DrawPorts) {
  const levelsOf = currentLevels(ports);
  return async ({ squad, me, match }: MatchView, order: DrawOrder): Promise<Match | Refusal> => {
    const line = lineUp(squad, match, order);
    if (isRefusal(line)) return line;
    const [{ ballots, snapshot }, recent] = await Promise.all([levelsOf(squad), recentTeams(ports.matches, match)]);
    const levels = drawLevels(squad, line.playerIds, snapshot, ballots, ports.levelsOf);
    const input = drawInput(squad, line, levels, [...match.draws.map(({ teams }) => teams), ...recent]);
    const seed = ports.chance.seed();
    const draw = await ports.engine.draw(engineInput(input, seed));
    if (draw.kind === 'refusal') return refusedByEngine(draw);
    const salt = ports.chance.seed();
    const commitment = ports.chance.seal(salt, JSON.stringify({ ...input, seed }));
    const [by, now] = [me.accountId, ports.clock()];
    return drawn(match, { line, levels, input, draw, by, now, seed, salt, commitment });
  };
}

/** The final teams of the squad's last drawn matches, this one apart. */
async function recentTeams(matches: Ports['matches'], { squadId, matchId }: Match): Promise<string[][][]> {
  const { matches: newest } = await matches.list(squadId, { limit: MATCHES_TO_LOOK_AT });
  return newest
    .filter((match) => match.matchId !== matchId)
    .flatMap(({ draw, status }) => (draw && status !== 'called-off' ? [draw.teams] : []))
    .slice(0, MATCHES_TO_AVOID);
}
