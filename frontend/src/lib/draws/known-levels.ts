import type { Scores } from '@besteam/contracts/matches';
import type { Squad } from '@besteam/contracts/players';
import { getScores } from '#lib/api/matches.ts';
import { recall, remember } from '#lib/device/memory.ts';

const name = (squadId: string) => `levels.${squadId}`;

/** Keeps the levels on the device while there is signal, for a draw when there is none. Hidden numbers are not kept. */
export async function keepLevels(squad: Squad): Promise<void> {
  if (squad.rules.numbers !== 'shown') return remember(name(squad.id), undefined);
  try {
    remember(name(squad.id), await getScores(squad.id));
  } catch {
    // What was known stays known.
  }
}

/** The levels this device knows of a squad. */
export function knownLevels(squadId: string): Scores['players'] {
  // Written above from the service's answer.
  return (recall(name(squadId)) as Scores['players'] | undefined) ?? [];
}
