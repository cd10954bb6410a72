import type { Ballot } from './ballot.ts';
import { internalLevels } from './levels.ts';
import type { Numbers } from './match.ts';
import type { Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';

/** The levels one draw is made from, of everybody in the squad, and whether they may be shown. */
export interface DrawLevels {
  numbers: Numbers;
  levels: Record<string, number>;
}

/**
 * The published levels, where every one of the players has one and the squad shows numbers; otherwise internal ones.
 * These too come from the snapshot once there is one: were they fresh, drawing before and after somebody rated would
 * tell what he gave. Whom the snapshot does not know yet stands where the squad's own levels put him.
 */
export function drawLevels(
  squad: Squad,
  playerIds: string[],
  snapshot: Snapshot | undefined,
  ballots: Ballot[],
): DrawLevels {
  const published = snapshot?.published ?? {};
  const open = squad.rules.numbers === 'shown' && playerIds.every((playerId) => Object.hasOwn(published, playerId));
  if (open) return { numbers: 'open', levels: numbersOf(published) };
  const known = numbersOf(snapshot?.internal ?? {});
  const live = numbersOf(internalLevels(squad, ballots));
  return { numbers: 'withheld', levels: { ...live, ...known } };
}

function numbersOf(levels: Record<string, { level: number }>): Record<string, number> {
  return Object.fromEntries(Object.entries(levels).map(([playerId, { level }]) => [playerId, level]));
}

/** Whether the numbers of a draw may be told in this squad now: also those of old draws go when numbers are hidden. */
export function isOpen(squad: Squad, { numbers }: { numbers: Numbers }): boolean {
  return numbers === 'open' && squad.rules.numbers === 'shown';
}
