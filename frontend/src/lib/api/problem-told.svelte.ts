import { m } from '#lib/paraglide/messages.js';

type Words = typeof import('./problem-words.ts').problemWords;

/**
 * What to tell the reader, followed in templates. The app itself carries the words for a lost connection alone: any other
 * problem a service has just told of, and the words for it are asked for then.
 */
export const problemTold = teller(async () => (await import('./problem-words.ts')).problemWords);

/** Tells with words that are asked for with the first problem, and again with the next one while they did not come. */
export function teller(ask: () => Promise<Words>): Words {
  const generic = () => m.problem_generic();
  let words = $state.raw<Words>();
  let asking = false;

  async function fetchWords(): Promise<void> {
    asking = true;
    words = await ask().catch(() => generic);
    asking = false;
  }

  return (problem) => {
    if (problem.kind === 'offline') return m.offline();
    if (!asking && (words === undefined || words === generic)) void fetchWords();
    return words?.(problem) ?? '';
  };
}
