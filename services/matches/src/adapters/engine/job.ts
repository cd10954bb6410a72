import type { Change, Draw, DrawInput, Refusal } from '@besteam/balancer';

/** What the event loop's thread sends to an engine's, one at a time. */
export interface Job {
  task: { kind: 'draw'; input: DrawInput } | { kind: 'repair'; input: DrawInput; teams: string[][]; change: Change };
}

/** And what comes back. */
export interface Answer {
  outcome?: Draw | Refusal;
  failure?: string;
}
