import { swapped } from '../domain/swap.ts';
import { type ChangePorts, changeMatch, type MatchCommand } from './change-match.ts';

/** Swaps two players by hand. */
export function swapPlayers(ports: ChangePorts) {
  const change = changeMatch(ports);
  return (command: MatchCommand & { a: string; b: string }) =>
    change(command, ({ match }) => swapped(match, command.a, command.b));
}
