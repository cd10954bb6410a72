import { saidWhetherComing } from '../domain/attendance.ts';
import type { Answer } from '../domain/match.ts';
import { hasPlayer } from '../domain/squad.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

type Command = MatchCommand & Pick<Answer, 'playerId' | 'status'>;

/** Says whether a player is coming. The claim, or the player, may be younger than the replica. */
export function setAttendance(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: Command) =>
    change(
      command,
      ({ squad, me, match }, now) => saidWhetherComing(squad, me, match, command, now),
      ({ squad, me }) =>
        me.playerId === command.playerId || (me.role !== 'member' && hasPlayer(squad, command.playerId)),
    );
}
