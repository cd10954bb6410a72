import { inputProblem } from './input.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Player, PlayerId, Refusal, Rule, SplitInput } from './types.ts';

/** What the engine works on: the input, checked, in integers and in canonical order (strongest first, then by id). */
export interface Problem {
  readonly players: readonly Player[];
  /** Level of each player in 0.01. */
  readonly values: readonly number[];
  readonly indexOf: ReadonlyMap<PlayerId, number>;
  readonly rules: readonly Rule[];
  readonly shape: Shape;
}

/** The number of players and teams above which the engine refuses. */
export const MAX_PLAYERS = 200;

/** Checks the input and brings it into canonical form. Never throws, whatever it gets. */
export function readProblem(input: SplitInput): Problem | Refusal {
  const detail = inputProblem(input);
  if (detail !== undefined) return { kind: 'refusal', reason: 'invalid', detail };
  if (input.players.length < input.teams) {
    const detail = `${input.players.length} players cannot make ${input.teams} teams`;
    return { kind: 'refusal', reason: 'too-few-players', detail };
  }
  if (input.players.length > MAX_PLAYERS) {
    return { kind: 'refusal', reason: 'invalid', detail: `more than ${MAX_PLAYERS} players` };
  }
  const players = input.players
    .map((player) => ({ player, value: hundredths(player.level) }))
    .sort((a, b) => b.value - a.value || (a.player.id < b.player.id ? -1 : 1));
  return {
    players: players.map(({ player }) => player),
    values: players.map(({ value }) => value),
    indexOf: new Map(players.map(({ player }, index) => [player.id, index])),
    rules: input.rules ?? [],
    shape: shapeOf(players.length, input.teams, input.balance ?? 'means'),
  };
}

export function isRefusal(value: object): value is Refusal {
  return 'kind' in value && value.kind === 'refusal';
}

/** A level at the engine's resolution. */
export function hundredths(level: number): number {
  return Math.round(level * 100);
}
