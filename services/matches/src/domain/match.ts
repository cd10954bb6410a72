import type { Balance, Rule } from '@besteam/balancer';
import type { Ringer } from './ringer.ts';

/** Planned → drawn → played, or called off once drawn. One document: everything that happens to a match is one write. */
export interface Match {
  matchId: string;
  squadId: string;
  version: number;
  status: 'planned' | 'drawn' | 'played' | 'called-off';
  createdBy: string;
  /** ISO 8601, UTC, as all times here. */
  createdAt: string;
  updatedAt: string;
  plan: Plan;
  locked: boolean;
  attendance: Answer[];
  /** Everybody's answers so far; the next one's `order`. */
  answers: number;
  /** Every draw there was, oldest first. */
  draws: PastDraw[];
  /** The teams as they stand, since the first draw. */
  draw?: CurrentDraw | undefined;
  result?: Result | undefined;
  /** Who deleted it, when there were draws already. */
  calledOff?: { by: string; at: string } | undefined;
  /** What the creating request asked for, to recognise its repetition. */
  request?: string | undefined;
}

export interface Plan {
  title?: string | undefined;
  startsAt?: string | undefined;
  timeZone?: string | undefined;
  place?: string | undefined;
  teams?: number | undefined;
  capacity?: number | undefined;
}

/** What a player said; `order` grows with every change of mind and decides who is a reserve. */
export interface Answer {
  playerId: string;
  status: 'in' | 'out' | 'maybe';
  order: number;
  at: string;
}

/** Who asked for a draw, when, and what came out; stays listed for ever. */
export interface PastDraw {
  by: string;
  at: string;
  seed: string;
  teams: string[][];
  gap: number;
  evenness: Evenness;
  /** Whether members may see its numbers. */
  numbers: Numbers;
  /** Whether somebody changed it by hand afterwards. */
  adjusted: boolean;
}

/** `open`: made from published levels, everything is shown. `withheld`: made from internal ones, no number is shown. */
export type Numbers = 'open' | 'withheld';

export type Evenness = 'as-even-as-it-gets' | 'very-even' | 'even';

export interface CurrentDraw {
  /** As they stand, after swaps and replacements. */
  teams: string[][];
  means: number[];
  gap: number;
  numbers: Numbers;
  evenness: Evenness;
  /** Changed since the engine drew them. */
  adjusted: boolean;
  seed: string;
  /** What the teams are made of now, and what the engine last said of it. */
  input: ProofInput;
  certificate: Certificate;
  /** What the seed drew from, where a replacement has changed it since. */
  drawn?: Pick<CurrentDraw, 'input' | 'certificate'> | undefined;
  /** Who plays in this match only. */
  ringers: Ringer[];
  /** SHA-256 over `salt` and the proof, made when the draw was; the salt stays here while numbers are withheld. */
  commitment: string;
  salt: string;
}

/** All that is needed, with the seed, to draw again. */
export interface ProofInput {
  players: { id: string; level: number; tags: string[] }[];
  teams: number;
  rules: Rule[];
  tolerance: number;
  avoid: string[][][];
  /** Absent: means. */
  balance?: Balance | undefined;
}

/** What the engine claims of its own draw. */
export interface Certificate {
  teams: string[][];
  means: number[];
  gap: number;
  optimalGap: number;
  lowerBound: number;
  proven: boolean;
  method: string;
  fairSplits: { count: number; exact: boolean };
  tolerance: number;
  costs: { rule: number; gap: number }[];
  starsApart: boolean;
  engine: string;
  inputHash: string;
}

export interface Result {
  scores: number[];
  even?: boolean | undefined;
  recordedBy: string;
  recordedAt: string;
}

export type Identity = Pick<Match, 'squadId' | 'matchId' | 'createdBy' | 'createdAt' | 'request'>;

/** A match nobody has answered to yet. */
export function newMatch(identity: Identity, plan: Plan): Match {
  return {
    ...identity,
    version: 0,
    status: 'planned',
    updatedAt: identity.createdAt,
    plan,
    locked: false,
    attendance: [],
    answers: 0,
    draws: [],
  };
}

/** The match with another account in the place of one that was merged into it. */
export function handedOver(match: Match, from: string, to: string): Match {
  const successor = (accountId: string) => (accountId === from ? to : accountId);
  return {
    ...match,
    createdBy: successor(match.createdBy),
    draws: match.draws.map((draw) => ({ ...draw, by: successor(draw.by) })),
    result: match.result && { ...match.result, recordedBy: successor(match.result.recordedBy) },
    calledOff: match.calledOff && { ...match.calledOff, by: successor(match.calledOff.by) },
  };
}
