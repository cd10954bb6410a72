import { drawable } from '../domain/drawing.ts';
import type { DrawOrder } from '../domain/line-up.ts';
import { hasPlayer } from '../domain/squad.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';
import { type DrawPorts, makeDraw } from './make-draw.ts';

/** Draws, or shuffles again: another fair draw, and the earlier ones stay listed. */
export function drawMatch(ports: ChangePorts & DrawPorts) {
  const change = changeMatch(ports);
  const draw = makeDraw(ports);
  return (command: MatchCommand & { order: DrawOrder }) =>
    change(
      command,
      (view) => drawable(view.match) ?? draw(view, command.order),
      ({ squad }) => (command.order.playerIds ?? []).every((playerId) => hasPlayer(squad, playerId)),
    );
}
