import { createDraw } from './create-draw.ts';
import { deleteMatch } from './delete-match.ts';
import { drawMatch } from './draw-match.ts';
import { getCalendar } from './get-calendar.ts';
import { getInsights } from './get-insights.ts';
import { getMatch } from './get-match.ts';
import { getMyBallot } from './get-my-ballot.ts';
import { getProof } from './get-proof.ts';
import { getScores } from './get-scores.ts';
import { listMatches } from './list-matches.ts';
import { lockMatch } from './lock-match.ts';
import { planMatch } from './plan-match.ts';
import type { Ports } from './ports.ts';
import { previewSwaps } from './preview-swaps.ts';
import { putMyBallot } from './put-my-ballot.ts';
import { recordResult } from './record-result.ts';
import { replacePlayer } from './replace-player.ts';
import { setAttendance } from './set-attendance.ts';
import { streamSquad } from './stream-squad.ts';
import { swapPlayers } from './swap-players.ts';
import { updateMatch } from './update-match.ts';

export type UseCases = ReturnType<typeof useCases>;

/** Every use case, by its operationId. */
export function useCases(ports: Ports) {
  return {
    getMyBallot: getMyBallot(ports),
    putMyBallot: putMyBallot(ports),
    getScores: getScores(ports),
    createDraw: createDraw(ports),
    drawMatch: drawMatch(ports),
    planMatch: planMatch(ports),
    listMatches: listMatches(ports),
    getMatch: getMatch(ports),
    updateMatch: updateMatch(ports),
    deleteMatch: deleteMatch(ports),
    setAttendance: setAttendance(ports),
    lockMatch: lockMatch(ports),
    recordResult: recordResult(ports),
    previewSwaps: previewSwaps(ports),
    swapPlayers: swapPlayers(ports),
    replacePlayer: replacePlayer(ports),
    getProof: getProof(ports),
    getCalendar: getCalendar(ports),
    getInsights: getInsights(ports),
    streamSquad: streamSquad(ports),
  };
}
