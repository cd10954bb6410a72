import type { Budget } from './budget.ts';
import type { Layout } from './layout.ts';
import type { Random } from './random.ts';
import { factor, type Shape } from './shape.ts';

/** One search: which splits are legal (layout, shape), how much work is left, and the random numbers of this draw. */
export interface Task {
  /** Level of each player in 0.01. */
  readonly values: readonly number[];
  readonly layout: Layout;
  readonly shape: Shape;
  readonly budget: Budget;
}

/** Items of each team; the order of teams means nothing yet. */
export type Teams = readonly (readonly number[])[];

/** The fairest split found and what was proven about it. Gaps are scaled integers. */
export interface Optimum {
  readonly gap: number;
  readonly lowerBound: number;
  readonly teams: Teams;
  /** How the lower bound was proven, in words. */
  readonly proof: string;
}

/** A split that was drawn, uniformly from all with gap ≤ limit, and how, in words. */
export interface Drawn {
  readonly teams: Teams;
  readonly limit: number;
  readonly picking: string;
}

/** Attempts to draw a fair split; most fail. Every fair split comes out with the same probability, 1 / outcomes. */
export interface Trial {
  readonly outcomes: number;
  readonly attempt: (random: Random) => Teams | undefined;
  /** Search steps that an attempt takes. */
  readonly cost: number;
}

/** Every split with gap ≤ limit, drawable uniformly. */
export interface FairSet {
  readonly limit: number;
  readonly count: number;
  readonly exact: boolean;
  /** Every try is costly: what can be asked of a split is better made a condition of the task. */
  readonly blind: boolean;
  /** One of the splits that `accept` takes, each with the same probability, in at most so many tries; undefined when none was found. */
  readonly pick: (random: Random, accept: (teams: Teams) => boolean, tries?: number) => Drawn | undefined;
}

/** Players of a team of items. */
export function sizeOf({ layout }: Pick<Task, 'layout'>, team: readonly number[]): number {
  return team.reduce((size, item) => size + (layout.items[item]?.size ?? 0), 0);
}

/** What teams of all sizes are compared by. */
export function strengthOf(task: Pick<Task, 'layout' | 'shape'>, team: readonly number[]): number {
  const sum = team.reduce((total, item) => total + (task.layout.items[item]?.sum ?? 0), 0);
  return sum * factor(task.shape, sizeOf(task, team));
}

export function gapOf(task: Pick<Task, 'layout' | 'shape'>, teams: Teams): number {
  const values = teams.map((team) => strengthOf(task, team));
  return Math.max(...values) - Math.min(...values);
}
