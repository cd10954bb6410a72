import { countingBallots } from '../domain/levels.ts';
import { publishedLevel } from '../domain/published-levels.ts';
import { isRefusal, type Refusal } from '../domain/refusal.ts';
import { currentLevels, type LevelPorts } from './current-levels.ts';
import { enterSquad } from './enter-squad.ts';
import type { Caller, Ports } from './ports.ts';

export interface Scores {
  numbers: 'shown' | 'hidden';
  /** How many members' ballots count. */
  raters: number;
  players: Score[];
}

interface Score {
  playerId: string;
  /** Absent where it is hidden. */
  score?: number | undefined;
  uncertainty?: number | undefined;
  /** How many ballots that count rate the player. */
  ratings: number;
}

/** Every player's published level, as far as the squad shows it and enough others have rated him. */
export function getScores(ports: LevelPorts & Pick<Ports, 'squads' | 'playersService'>) {
  const enter = enterSquad(ports);
  const levelsOf = currentLevels(ports);
  return async ({ squadId, caller }: { squadId: string; caller: Caller }): Promise<Scores | Refusal> => {
    const entered = await enter(squadId, caller);
    if (isRefusal(entered)) return entered;
    const { squad } = entered;
    const { ballots, snapshot } = await levelsOf(squad);
    const counting = countingBallots(squad, ballots);
    const shown = squad.rules.numbers === 'shown' ? snapshot : undefined;
    const players = squad.players.map(({ id }) => {
      const level = publishedLevel(shown, id);
      const ratings = counting.filter((ballot) => Object.hasOwn(ballot.ratings, id)).length;
      return { playerId: id, score: level?.level, uncertainty: level?.uncertainty, ratings };
    });
    return { numbers: squad.rules.numbers, raters: counting.length, players };
  };
}
