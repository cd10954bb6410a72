import { type Refusal, refused } from '../domain/refusal.ts';

const TRIES = 5;

/**
 * Decides again from what is stored now, as long as somebody else's write came between reading and writing
 * (`attempt` answers undefined). Five lost races in a row are a conflict.
 */
export async function untilSaved<T extends object>(
  attempt: () => Promise<T | Refusal | undefined>,
): Promise<T | Refusal> {
  for (let tries = 0; tries < TRIES; tries++) {
    const result = await attempt();
    if (result) return result;
  }
  return refused('conflict', 'Too many changes at once; try again.');
}
