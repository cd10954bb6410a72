import { existsSync, readFileSync } from 'node:fs';
import type { Mutant } from './mutant.ts';

/** A change and what became of it. */
export interface Judged extends Mutant {
  readonly outcome: 'killed' | 'survived' | 'timeout';
  /** The test that noticed it. */
  readonly by: string;
}

/** What earlier runs found, by change; of several verdicts the last one. */
export function earlierVerdicts(report: string): Map<string, Judged> {
  const lines = existsSync(report) ? readFileSync(report, 'utf8').split('\n') : [];
  const verdicts = lines.filter((line) => line !== '').map((line): Judged => JSON.parse(line));
  return new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]));
}

export function keyOf({ file, version, from, to, replacement }: Mutant): string {
  return JSON.stringify([file, version, from, to, replacement]);
}
