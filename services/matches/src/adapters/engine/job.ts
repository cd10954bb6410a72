import type { Change, Draw, DrawInput, Refusal } from '@besteam/balancer';

/** What the event loop's thread sends to the engine's. */
export interface Job {
  number: number;
  task: { kind: 'draw'; input: DrawInput } | { kind: 'repair'; input: DrawInput; teams: string[][]; change: Change };
}

/** And what comes back. */
export interface Answer {
  number: number;
  outcome?: Draw | Refusal;
  failure?: string;
}
