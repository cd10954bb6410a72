import { lockedOrOpened } from '../domain/lock.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

/** Locks the teams, or opens them to shuffles again. */
export function lockMatch(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: MatchCommand & { locked: boolean }) =>
    change(command, ({ me, match }) => lockedOrOpened(me, match, command.locked));
}
