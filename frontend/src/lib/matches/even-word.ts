import { m } from '#lib/paraglide/messages.js';

/** What those who played said of how even a match was, in a word; nothing where nobody said. */
export function evenWord(even: boolean | undefined): string | undefined {
  if (even === undefined) return undefined;
  return even ? m.match_even() : m.match_uneven();
}
