import type { AttendanceStatus, Match } from '@besteam/contracts/matches';
import { setAttendance } from '#lib/api/matches.ts';
import { type ApiProblem, asProblem } from '#lib/api/problem.ts';

type Answerer = { squadId: string; matchId: string; playerId: string };

/** Sends whether players are coming, one answer after the other: sent at once, "in" might arrive after "out", which was tapped last. */
export function answering(put: (match: Match) => void, failed: (problem: ApiProblem | undefined) => void) {
  let said = Promise.resolve();
  return (who: Answerer, status: AttendanceStatus): void => {
    failed(undefined);
    said = said
      .then(async () => put(await setAttendance(who, status)))
      .catch((thrown: unknown) => failed(asProblem(thrown)));
  };
}
