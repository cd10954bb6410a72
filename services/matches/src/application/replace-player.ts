import { withoutFormerPlayers } from '../domain/attendance.ts';
import { drawLevels } from '../domain/draw-levels.ts';
import { engineInput, refusedByEngine } from '../domain/drawing.ts';
import type { CurrentDraw } from '../domain/match.ts';
import { isRefusal } from '../domain/refusal.ts';
import { changeOf, type Replacement, repaired, repairInput, replaceable, ringerComing } from '../domain/replacement.ts';
import type { Ringer } from '../domain/ringer.ts';
import { hasPlayer, type Squad } from '../domain/squad.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';
import { currentLevels, type LevelPorts } from './current-levels.ts';
import type { Ports } from './ports.ts';

type Command = MatchCommand & Omit<Replacement, 'ringer'> & { ringer?: Omit<Ringer, 'id'> | undefined };

/** Somebody drops out, and somebody may come instead: the teams are mended with the fewest moves. */
export function replacePlayer(ports: ChangePorts & LevelPorts & Pick<Ports, 'engine'>) {
  const change = changeMatch(ports);
  const levelsOf = currentLevels(ports);
  return (command: Command) =>
    change(
      command,
      async ({ squad, match }, now) => {
        const { out, in: joining } = command;
        const ringer = command.ringer && ringerComing(match, command.ringer);
        const replacement: Replacement = { out, in: joining, ringer };
        const draw = replaceable(squad, match, replacement);
        if (isRefusal(draw)) return draw;
        const { ballots, snapshot } = await levelsOf(squad);
        const levels = drawLevels(squad, measured(squad, draw, replacement), snapshot, ballots, ports.levelsOf);
        const engineChange = changeOf(squad, replacement, levels);
        const input = repairInput(draw, replacement);
        const outcome = await ports.engine.repair(engineInput(input, draw.seed), draw.teams, engineChange);
        if (outcome.kind === 'refusal') return refusedByEngine(outcome);
        const repair = { input, change: engineChange, draw: outcome, numbers: levels.numbers };
        return repaired(withoutFormerPlayers(squad, match), draw, repair, replacement, now);
      },
      ({ squad }) => command.in === undefined || hasPlayer(squad, command.in),
    );
}

/** Whose levels the change is made from: who comes has his own; a guess stands among those who play. */
function measured(squad: Squad, draw: CurrentDraw, { in: joining, ringer }: Replacement): string[] {
  if (ringer) return draw.teams.flat().filter((id) => hasPlayer(squad, id));
  return joining === undefined ? [] : [joining];
}
