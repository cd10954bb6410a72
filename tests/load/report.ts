import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { type Figures, figuresOf, operationsOf } from './figures.ts';
import type { Measured } from './measured.ts';
import type { Target } from './targets.ts';
import { LATE_MS, SOAK_LIMITS } from './thresholds.ts';
import type { Vitals } from './vitals.ts';

const FILE = fileURLToPath(new URL('../../docs/load.md', import.meta.url));

export async function written(target: Target, measured: Measured): Promise<void> {
  await writeSection(FILE, target.title, told(target, measured));
}

/** What was measured, in Markdown. */
export function told(_: Target, { knee, soak, soakRate, vitals, seconds }: Measured): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const steady = figuresOf(soak.report.aggregate);
  const [, between, after] = vitals;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run test:load\`, load average at the end ${loadavg()[0]?.toFixed(1)}.

| | squads a second | requests a second | p50 ms | p95 ms | p99 ms | evenings failed | other answers |
|---|---|---|---|---|---|---|---|
${row(`the knee: the most with p95 ≤ ${LATE_MS} ms, in a ramp of ${seconds.ramp} s`, knee.at)}
${knee.beyond ? row('beyond it, the worst ten seconds', knee.beyond) : '| beyond it: the ramp did not get there | | | | | | | |'}
${row(`half the knee for ${seconds.soak} s`, steady)}

Thresholds of the last row (${Object.entries(SOAK_LIMITS)
    .map(([metric, most]) => `${metric} < ${most}`)
    .join(', ')}, no evening failed): ${soak.kept ? 'kept' : '**not kept**'}.
${between && after ? processesTold(between, after, soak.report.aggregate.counters['http.responses'] ?? 0) : ''}
At ${soakRate.toFixed(1)} squads a second:

| operation | count | p50 ms | p95 ms | p99 ms |
|---|---|---|---|---|
${operationsOf(soak.report.aggregate).join('\n')}
`;
}

function row(what: string, { squads, requests, p50, p95, p99, failed, errors }: Figures): string {
  const times = [p50, p95, p99].map(Math.round).join(' | ');
  return `| ${what} | ${squads.toFixed(1)} | ${requests.toFixed(0)} | ${times} | ${failed} | ${errors.join(', ') || 'none'} |`;
}

function processesTold(before: Vitals, after: Vitals, requests: number): string {
  const each = (((after.seconds - before.seconds) / requests) * 1000).toFixed(2);
  const memory = `${before.megabytes.toFixed(0)} MB before the soak, ${after.megabytes.toFixed(0)} MB after it`;
  const waiting = `${after.unpublished + after.unhandled} events waiting, ${after.dead} dead letters`;
  return `\nThe processes took ${each} ms of processor time a request, events included. Resident memory: ${memory}; ${waiting}.\n`;
}
