import { asProblem } from '#lib/api/problem.ts';
import { startSession } from '#lib/api/session.svelte.ts';
import { myBallot } from './my-ballot.ts';
import { sendChanges } from './send-changes.ts';

const firstPauseMs = 2000;
const longestPauseMs = 60_000;
const atWork = new Set<string>();

/**
 * Sends what was rated in a squad and left on this device, if it is of who uses it now: at once, or as soon as there is
 * signal. What is refused stays for the next visit.
 */
export async function sendUnsent(squadId: string): Promise<void> {
  if (atWork.has(squadId)) return;
  atWork.add(squadId);
  for (let pause = firstPauseMs; !(await sent(squadId)); pause = Math.min(longestPauseMs, pause * 2)) {
    await signalOr(pause);
  }
  atWork.delete(squadId);
}

/** False where there is no signal. */
async function sent(squadId: string): Promise<boolean> {
  try {
    await startSession();
    const { load, save, unsent } = myBallot(squadId);
    const pending = () => unsent.read()?.changes ?? {};
    if (!unsent.read()) return true;
    await sendChanges(
      { ratings: {} },
      { load, save, pending, settled: (done, { ratings }) => unsent.settle(done, ratings) },
    );
    return true;
  } catch (thrown) {
    return asProblem(thrown).kind !== 'offline';
  }
}

/** A browser may believe that it has signal all the while, and then tells nothing when it is back. */
function signalOr(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
  });
}
