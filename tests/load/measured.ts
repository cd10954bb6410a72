import { setTimeout as after } from 'node:timers/promises';
import { type Outcome, underLoad } from './artillery.ts';
import { type Knee, kneeOf } from './knee.ts';
import type { Target } from './targets.ts';
import { LATE_MS, SOAK_LIMITS } from './thresholds.ts';
import { type Vitals, vitalsOf } from './vitals.ts';

export interface Measured {
  knee: Knee;
  soak: Outcome;
  /** Squads a second. */
  soakRate: number;
  /** Before the ramp, between the two, and when the soak and its events were over; none of a target elsewhere. */
  vitals: Vitals[];
  seconds: { ramp: number; soak: number };
}

const WARM_UP_SECONDS = 10;
/** So long may what the ramp left behind take to be told and heard. */
const CALM_MS = 90_000;

/** Lets the load grow up to `most` squads a second to find the knee, then keeps half of what was held there. */
export async function measured(
  target: Target,
  { ramp, soak, most }: { ramp: number; soak: number; most: number },
): Promise<Measured> {
  const { origin, caFile } = target;
  const vitals = async () => (target.processes.length === 0 ? [] : [await calm(target)]);
  const warmUp = { seconds: WARM_UP_SECONDS, squads: { count: WARM_UP_SECONDS } };
  const { report } = await underLoad({ target: origin, caFile, ...warmUp });
  const evening = (report.aggregate.counters['http.responses'] ?? 0) / WARM_UP_SECONDS;
  const before = await vitals();
  const ramped = await underLoad({ target: origin, caFile, seconds: ramp, squads: { from: 1, to: most } });
  const knee = kneeOf(ramped.report, LATE_MS);
  const between = await vitals();
  // Requests, not squads: those who came just before the knee have most of their evening still before them.
  const soakRate = knee.at.requests / 2 / evening;
  const soaked = await underLoad({
    target: origin,
    caFile,
    seconds: soak,
    squads: { count: Math.ceil(soakRate * soak) },
    ensure: SOAK_LIMITS,
  });
  return {
    knee,
    soak: soaked,
    soakRate,
    vitals: [...before, ...between, ...(await vitals())],
    seconds: { ramp, soak },
  };
}

/** Once every event has been published and handled; as it is when that takes too long. */
export async function calm({ processes, fetch }: Target): Promise<Vitals> {
  for (const deadline = performance.now() + CALM_MS; ; await after(250)) {
    const seen = await vitalsOf(processes, fetch);
    if (seen.unpublished + seen.unhandled === 0 || performance.now() > deadline) return seen;
  }
}
