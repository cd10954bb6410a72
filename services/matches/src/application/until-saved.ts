import { type Refusal, refuse } from '../domain/refusal.ts';

const TRIES = 8;
const LONGEST_WAIT_MS = 200;

/**
 * Decides again from what is stored now, as long as somebody else's write came between reading and writing
 * (`attempt` answers undefined); after each lost race it waits a random while, longer each time, so that the racers
 * draw apart. Eight lost races in a row are a conflict.
 */
export async function untilSaved<T extends object>(
  attempt: () => Promise<T | Refusal | undefined>,
): Promise<T | Refusal> {
  for (let tries = 0; tries < TRIES; tries++) {
    const result = await attempt();
    if (result) return result;
    await randomWait(Math.min(2 ** tries * 5, LONGEST_WAIT_MS));
  }
  return refuse('conflict', 'Too many changes at once; try again.');
}

function randomWait(longestMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.random() * longestMs);
  });
}
