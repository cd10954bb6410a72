import { type Figures, figuresOf, type Report } from './figures.ts';

export interface Knee {
  /** The last ten seconds before answers came late: what this target holds. */
  at: Figures;
  /** The worst that came after: how it behaves when it is asked too much. Undefined where the ramp never got there. */
  beyond: Figures | undefined;
}

/**
 * Where, in a growing load, p95 passes that many milliseconds or evenings fail. Of the windows before it the one with
 * the most requests counts, since the first and the last of a run are not whole. Throws where even the first is late.
 */
export function kneeOf({ intermediate }: Pick<Report, 'intermediate'>, lateMs: number): Knee {
  const windows = intermediate.map(figuresOf);
  const late = windows.findIndex(({ p95, failed }) => p95 > lateMs || failed > 0);
  const before = late === -1 ? windows : windows.slice(0, late);
  const [at] = before.toSorted((one, other) => other.requests - one.requests);
  if (!at) throw new Error(`answers were late from the start: ${JSON.stringify(windows[0])}`);
  const [beyond] = windows.slice(before.length).toSorted((one, other) => other.p95 - one.p95);
  return { at, beyond };
}
