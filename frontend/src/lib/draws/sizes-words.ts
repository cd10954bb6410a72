import { listed } from '#lib/i18n/formats.ts';
import { m } from '#lib/paraglide/messages.js';

/** "2 teams of 7", or "6 against 5", or "3 teams: 4, 4 and 3". */
export function sizesWords(sizes: number[]): string {
  const [first = 0] = sizes;
  if (sizes.every((size) => size === first)) return m.sizes_even({ teams: sizes.length, size: first });
  if (sizes.length === 2) return m.sizes_against({ one: first, other: sizes[1] ?? 0 });
  return m.sizes_uneven({ teams: sizes.length, sizes: listed(sizes.map(String)) });
}
