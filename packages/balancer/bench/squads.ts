import { type Random, seededRandom } from '../src/random.ts';
import type { Player } from '../src/types.ts';

/** Kinds of squad: ordinary ones, and those that defeat naive searches. */
export const HARD_KINDS = ['one star', 'two stars', 'professionals and beginners', 'two stars and beginners'] as const;
export type Kind = 'ordinary' | (typeof HARD_KINDS)[number];

/** The same squad for everybody who asks for the same kind, size and number. Levels at 0.01. */
export function squad(kind: Kind, size: number, number: number): Player[] {
  const random = seededRandom(`${kind} ${size} ${number}`);
  const professionals = 2 + random.below(Math.max(1, size - 4));
  return Array.from({ length: size }, (_, index) => ({
    id: `p${index + 1}`,
    level: levelOf(kind, index, professionals, random),
  }));
}

function levelOf(kind: Kind, index: number, professionals: number, random: Random): number {
  const around = (mean: number, deviation: number) => clamp(mean + deviation * bell(random));
  switch (kind) {
    case 'ordinary':
      return around(2.8, 0.9);
    case 'one star':
      return index < 1 ? clamp(4.9) : around(2, 0.4);
    case 'two stars':
      return index < 2 ? around(4.8, 0.1) : around(2, 0.4);
    case 'professionals and beginners':
      return index < professionals ? around(4.4, 0.2) : around(1.2, 0.2);
    case 'two stars and beginners':
      return index < 2 ? around(4.9, 0.05) : index < professionals ? around(3, 0.2) : around(0.8, 0.2);
  }
}

function clamp(level: number): number {
  return Math.round(Math.min(5, Math.max(0, level)) * 100) / 100;
}

/** About a standard normal: the sum of twelve uniform numbers, less six; no `Math.log`, whose last bit differs by engine. */
function bell(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random.below(1_000_000) / 1_000_000;
  return sum;
}
