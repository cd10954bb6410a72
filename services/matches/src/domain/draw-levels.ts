import type { Ballot } from './ballot.ts';
import { internalLevels, type Levels, type LevelsOf, levelsBeside } from './levels.ts';
import type { Numbers } from './match.ts';
import { publishedLevel, type Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';

/** The levels one draw is made from, of everybody in the squad, and whether they may be shown. */
export interface DrawLevels {
  numbers: Numbers;
  levels: Record<string, number>;
}

/**
 * The published levels, where every one of the players has one and the squad shows numbers; otherwise internal ones.
 * These too come from the snapshot where it has them, and the others' are reckoned beside it: were they fresh, drawing
 * before and after somebody rated would tell what he gave.
 */
export function drawLevels(
  squad: Squad,
  playerIds: string[],
  snapshot: Snapshot | undefined,
  ballots: Ballot[],
  levelsOf: LevelsOf = internalLevels,
): DrawLevels {
  const published = Object.fromEntries(
    squad.players.flatMap(({ id }) => {
      const level = publishedLevel(snapshot, id)?.level;
      return level === undefined ? [] : [[id, level] as const];
    }),
  );
  const open = squad.rules.numbers === 'shown' && playerIds.every((playerId) => Object.hasOwn(published, playerId));
  if (open) return { numbers: 'open', levels: published };
  const levels = snapshot ? withTheOthers(snapshot.levels, squad, ballots) : levelsOf(squad, ballots);
  return {
    numbers: 'withheld',
    levels: Object.fromEntries(Object.entries(levels).map(([playerId, { level }]) => [playerId, level])),
  };
}

function withTheOthers(known: Levels, squad: Squad, ballots: Ballot[]): Levels {
  if (squad.players.every(({ id }) => Object.hasOwn(known, id))) return known;
  return { ...levelsBeside(known, squad, ballots), ...known };
}

/** Whether the numbers of a draw may be told in this squad now: also those of old draws go when numbers are hidden. */
export function isOpen(squad: Squad, { numbers }: { numbers: Numbers }): boolean {
  return numbers === 'open' && squad.rules.numbers === 'shown';
}
