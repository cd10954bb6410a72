/** Identifies a player within one draw; any non-empty string, unique in the input. */
export type PlayerId = string;

/** Identifies what is rated ("level", "attack" …). */
export type CriterionId = string;

/** Somebody who plays. `level` is 0–5 and kept at 0.01; `tags` name groups such as "goalkeeper". */
export interface Player {
  id: PlayerId;
  level: number;
  tags?: string[];
}

/** `team` counts from 0 and is the index in {@link Draw.teams}. */
export type FixedRule = { kind: 'fixed'; player: PlayerId; team: number };
/** All of these players in one team. */
export type TogetherRule = { kind: 'together'; players: PlayerId[] };
/** No two of these players in one team. */
export type ApartRule = { kind: 'apart'; players: PlayerId[] };
/** Of the g players with this tag each team gets ⌊g/k⌋ to ⌈g/k⌉. */
export type SpreadRule = { kind: 'spread'; tag: string };
export type Rule = FixedRule | TogetherRule | ApartRule | SpreadRule;

/** What is made even: the teams' mean levels (substitutes rotate) or their total levels. */
export type Balance = 'means' | 'totals';

/** The part of a draw's input that says which splits there are. */
export type SplitInput = { players: Player[]; teams: number; rules?: Rule[]; balance?: Balance };

export interface DrawInput {
  /** 2–200 players. Their order does not matter. */
  players: Player[];
  /** Number of teams, at least 2. Sizes differ by at most one. */
  teams: number;
  /** Any string: the same input and seed give the same draw, byte for byte, everywhere. */
  seed: string;
  rules?: Rule[];
  /** ε: splits even to within this count as equally fair (0–5, default 0.05). */
  tolerance?: number;
  /** Default `means`. */
  balance?: Balance;
  /** Earlier splits that shall not come again, unless nothing else is fair. */
  avoid?: PlayerId[][][];
  /** How much work is allowed (default 50): a count of search steps, not the clock; see {@link WORK_PER_MS}. */
  timeLimitMs?: number;
}

/** What a kept rule costs: how much smaller the best gap would be without it. */
export interface RuleCost {
  /** Index in the input's rules. */
  rule: number;
  /** In levels, at least 0. */
  gap: number;
}

/** One split and its certificate. Gaps are differences of team means (or of totals, where these are balanced), in levels. */
export interface Draw {
  kind: 'draw';
  /** Players by team, the strongest first. Teams come in random order, except those that a rule fixes a player to. */
  teams: PlayerId[][];
  /** Mean level of each team. */
  means: number[];
  /** Highest minus lowest team. */
  gap: number;
  /** Smallest gap found under the rules: R*, when `proven`. */
  optimalGap: number;
  /** No split that keeps the rules has a smaller gap than this. Equals `optimalGap` when `proven`. */
  lowerBound: number;
  proven: boolean;
  /** How the optimum was proven and how the split was picked, in words: `proof; picking`. */
  method: string;
  /** How many splits keep the rules and have a gap ≤ max(`optimalGap`, `tolerance`): counted, or estimated (`exact: false`). */
  fairSplits: { count: number; exact: boolean };
  /** The ε that was used: the one asked for, or less where the fair set was too large to draw from uniformly in time. */
  tolerance: number;
  costs: RuleCost[];
  /** Whether the k best players are in k different teams. */
  starsApart: boolean;
  /** Version of the engine: another one may draw differently from the same seed. */
  engine: string;
  /** SHA-256 of the whole input (seed included) in canonical form, in hexadecimal. */
  inputHash: string;
}

/** Why there is no draw. `rules` is a smallest set of rules (by index) that cannot hold together. */
export type Refusal =
  | { kind: 'refusal'; reason: 'conflicting-rules'; rules: number[] }
  | { kind: 'refusal'; reason: 'too-few-players' | 'invalid'; detail: string };

/** One vote sheet: what one rater gave to whom, by criterion, 0–5. */
export interface Ballot {
  rater: string;
  ratings: Record<PlayerId, Record<CriterionId, number>>;
}

export interface Criterion {
  id: CriterionId;
  /** ≥ 0; where all weights are 0 nothing counts as rated. */
  weight: number;
}

export interface LevelsInput {
  players: PlayerId[];
  criteria: Criterion[];
  ballots: Ballot[];
}

/** A player's level (0–5, at 0.01), its standard error, and how many raters it rests on. */
export interface Level {
  level: number;
  uncertainty: number;
  ratings: number;
}

/** The ballots of one squad as they change one by one; see {@link openLevelBook}. */
export interface LevelBook {
  /** This rater's ballot, in the place of the one before. */
  rate(ballot: Ballot): void;
  /** This rater counts no more. */
  forget(rater: string): void;
  /** What {@link levels} says of the ballots that are in now. */
  levels(): Record<PlayerId, Level>;
}

export interface Verification {
  valid: boolean;
  /** One sentence each; empty when valid. */
  problems: string[];
}

/** Exchanging `a` and `b` between their teams would leave this gap. */
export interface Swap {
  a: PlayerId;
  b: PlayerId;
  gap: number;
}

/** Who leaves and who joins after a draw. */
export interface Change {
  out?: PlayerId[];
  in?: Player[];
}

/** A split and its gap. */
export interface Split {
  teams: PlayerId[][];
  gap: number;
}
