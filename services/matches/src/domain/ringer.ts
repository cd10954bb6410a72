const ID_PREFIX = 'extra-';

/** Somebody who joins one match only: a name and a guess. */
export interface Ringer {
  id: string;
  name: string;
  strength: Strength;
}

export type Strength = 'weak' | 'average' | 'strong';

/** What a ringer is called in rules and teams, by the place in the order of the draw: `extra-1`, `extra-2`, … */
export function ringerId(place: number): string {
  return `${ID_PREFIX}${place}`;
}

/** Players of a squad have random ids, none of which looks like this. */
export function isRinger(id: string): boolean {
  return id.startsWith(ID_PREFIX);
}

/** So many may join one match. */
export const MAX_RINGERS = 10;
/** The last one is `extra-99`. */
export const RINGER_IDS = 99;

const LEAST_STEP = 0.5;
const EMPTY_SQUAD_LEVEL = 2.5;
const direction: Record<Strength, number> = { weak: -1, average: 0, strong: 1 };

/**
 * The level a guess stands for: the mean of the squad's levels, or one standard deviation beside it (at least half a
 * point, so that the word means something in a squad of equals). 0–5, at 0.01; 2.5 ± 0.5 where nobody has a level.
 */
export function ringerLevel(strength: Strength, levels: number[]): number {
  const mean = levels.length === 0 ? EMPTY_SQUAD_LEVEL : sum(levels) / levels.length;
  const variance = levels.length === 0 ? 0 : sum(levels.map((level) => (level - mean) ** 2)) / levels.length;
  const level = mean + direction[strength] * Math.max(Math.sqrt(variance), LEAST_STEP);
  return Math.round(Math.min(5, Math.max(0, level)) * 100) / 100;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
