import { settled } from '../domain/settle.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

/** Settles the teams, or opens them to shuffles again. */
export function lockMatch(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: MatchCommand & { locked: boolean }) =>
    change(command, ({ me, match }) => settled(me, match, command.locked));
}
