import type { Fault } from './faults.ts';
import type { Ledger } from './load.ts';
import type { Seen } from './probe.ts';
import type { Verdict } from './verdict.ts';

export interface Withstood {
  fault: Fault;
  brokenMs: number;
  recoveryMs: number;
  /** Pieces of work that failed from the fault to the recovery. */
  failed: number;
  /** Where somebody kept asking for what the engine is needed for. */
  seen: Seen | undefined;
}

/** "503 with Retry-After within 2 s", and the way through the edge. */
const LONGEST_REFUSAL_MS = 2500;

/** Prints what happened; answers whether every promise was kept. */
export function report(ledger: Ledger, withstood: Withstood[], { lost, duplicated }: Verdict): boolean {
  const broken = withstood.flatMap((one) => brokenPromises(one).map((what) => `${one.fault.name}: ${what}`));
  const failed = [...ledger.failures.values()].reduce((sum, one) => sum + one, 0);
  console.log(
    '| fault | broken for (s) | all work again after (s) | failed | asked meanwhile: done, 503, slowest (s) |',
  );
  console.log('|---|---|---|---|---|');
  for (const { fault, brokenMs, recoveryMs, failed, seen } of withstood) {
    const asked = seen ? `${seen.done}, ${seen.refused.length}, ${seconds(seen.slowestMs)}` : '';
    console.log(`| ${fault.name} | ${seconds(brokenMs)} | ${seconds(recoveryMs)} | ${failed} | ${asked} |`);
  }
  const { requests, acknowledged } = ledger;
  console.log(`requests ${requests}, failures seen by clients ${failed}, acknowledged pieces of work ${acknowledged}`);
  for (const [reason, count] of ledger.failures) console.log(`  ${count} × ${reason}`);
  for (const { fault, seen } of withstood)
    for (const one of seen?.refused ?? []) console.log(`  ${fault.name}: ${one}`);
  console.log(`lost ${lost.length}, duplicated ${duplicated.length}, promises broken ${broken.length}`);
  for (const one of [...lost, ...duplicated, ...broken]) console.log(`  ${one}`);
  return lost.length + duplicated.length + broken.length === 0;
}

function brokenPromises({ fault, recoveryMs, failed, seen }: Withstood): string[] {
  const broken = [...(seen?.wrong ?? [])];
  if (!Number.isFinite(recoveryMs)) broken.push('no recovery');
  if (fault.unnoticed && failed > 0) broken.push(`${failed} requests failed`);
  if (seen && fault.away?.cost === 'nothing' && seen.refused.length > 0) {
    broken.push(`${seen.refused.length} requests were refused`);
  }
  if (seen && seen.slowestMs > LONGEST_REFUSAL_MS) broken.push(`an answer took ${seconds(seen.slowestMs)} s`);
  return broken;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
