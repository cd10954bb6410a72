import { withoutFormerPlayers } from '../domain/attendance.ts';
import { drawLevels } from '../domain/draw-levels.ts';
import { engineInput, refusedByEngine } from '../domain/drawing.ts';
import { isRefusal } from '../domain/refusal.ts';
import { changeOf, type Replacement, repaired, repairInput, replaceable } from '../domain/replacement.ts';
import { hasPlayer } from '../domain/squad.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';
import { currentLevels, type LevelPorts } from './current-levels.ts';
import type { Ports } from './ports.ts';

type Command = MatchCommand & Replacement;

/** Somebody drops out, and somebody may come instead: the teams are mended with the fewest moves. */
export function replacePlayer(ports: ChangePorts & LevelPorts & Pick<Ports, 'engine'>) {
  const change = changeMatch(ports);
  const levelsOf = currentLevels(ports);
  return (command: Command) =>
    change(
      command,
      async ({ squad, match }, now) => {
        const draw = replaceable(squad, match, command);
        if (isRefusal(draw)) return draw;
        const { ballots, snapshot } = await levelsOf(squad);
        const joining = command.in === undefined ? [] : [command.in];
        const levels = drawLevels(squad, joining, snapshot, ballots, ports.levelsOf);
        const engineChange = changeOf(squad, command, levels);
        const input = repairInput(draw, command);
        const outcome = await ports.engine.repair(engineInput(input, draw.seed), draw.teams, engineChange);
        if (outcome.kind === 'refusal') return refusedByEngine(outcome);
        const repair = { input, change: engineChange, draw: outcome, numbers: levels.numbers };
        return repaired(withoutFormerPlayers(squad, match), draw, repair, command, now);
      },
      ({ squad }) => command.in === undefined || hasPlayer(squad, command.in),
    );
}
