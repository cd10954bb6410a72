import type { Balance } from './types.ts';

/**
 * The arithmetic of teams. Levels are integers of 0.01; sizes differ by at most one, so team means have the common
 * denominator `scale` = n·(n+1), and every comparison is between integers: `sum · factor(size)`.
 * Where totals are balanced, `scale` and every factor are 1.
 */
export interface Shape {
  readonly players: number;
  readonly teams: number;
  /** Size of a small team, ⌊N/k⌋. */
  readonly small: number;
  /** How many teams have one player more. */
  readonly big: number;
  readonly scale: number;
  readonly balance: Balance;
}

export function shapeOf(players: number, teams: number, balance: Balance): Shape {
  const small = Math.floor(players / teams);
  const big = players % teams;
  const scale = balance === 'totals' ? 1 : big === 0 ? small : small * (small + 1);
  return { players, teams, small, big, scale, balance };
}

/** What a team's sum of levels is multiplied with to be compared with the other teams'. */
export function factor(shape: Shape, size: number): number {
  return shape.balance === 'totals' ? 1 : shape.scale / size;
}

/** scale / factor: how much a team weighs in the mean of all teams (its size; 1 where totals are balanced). */
export function mass(shape: Shape, size: number): number {
  return shape.balance === 'totals' ? 1 : size;
}

/** A scaled gap in levels. */
export function toLevels(shape: Shape, scaled: number): number {
  return scaled / (100 * shape.scale);
}

/** The largest scaled gap that is within a tolerance in levels; the margin forgives binary fractions (0.07·100 = 7.000…1). */
export function fromLevels(shape: Shape, levels: number): number {
  return Math.floor(levels * 100 * shape.scale + 1e-6);
}
