import { m } from '#lib/paraglide/messages.js';
import type { ApiProblem } from './problem.ts';

type Words = typeof import('./problem-words.ts').problemWords;

let words = $state.raw<Words>();
let asked = false;

/**
 * What to tell the reader, followed in templates. The app itself carries the words for a lost connection alone: any other
 * problem a service has just told of, and the words for it are asked for then.
 */
export function problemTold(problem: ApiProblem): string {
  if (problem.kind === 'offline') return m.offline();
  if (words) return words(problem);
  if (!asked) void ask();
  return '';
}

async function ask(): Promise<void> {
  asked = true;
  words = await import('./problem-words.ts').then(
    (loaded) => loaded.problemWords,
    () => () => m.problem_generic(),
  );
}
