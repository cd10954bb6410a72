import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { underLoad } from './artillery.ts';
import { figuresOf } from './figures.ts';
import { calm } from './measured.ts';
import type { Target } from './targets.ts';
import type { Vitals } from './vitals.ts';

const FILE = fileURLToPath(new URL('../../docs/load.md', import.meta.url));

/** The same again and again: what a process keeps of it that it needs no more shows as growth from round to round. */
export interface Rounds {
  rounds: number;
  /** In each round, one every two seconds. */
  squads: number;
}

interface Round extends Vitals {
  failed: number;
}

/** What V8 may have, or what is in use could not be told from what is not collected yet. */
export const HEAP_MEGABYTES = 192;

/** Of the rounds' second half the last may have taken so much more memory than the first. */
const MOST_GROWTH = 1.1;

/** Lets as many squads as before have their evening, round after round, and reads the memory after each; true when it stays. */
export async function plateau(target: Target, { rounds, squads }: Rounds): Promise<boolean> {
  const start = await calm(target);
  const seen: Round[] = [{ ...start, failed: 0 }];
  for (let round = 1; round <= rounds; round += 1) {
    const load = { target: target.origin, caFile: target.caFile, seconds: squads * 2, squads: { count: squads } };
    const { report } = await underLoad(load);
    seen.push({ ...(await calm(target)), failed: report.aggregate.counters['vusers.failed'] ?? 0 });
    console.log(row(seen.at(-1), round, squads), figuresOf(report.aggregate).errors.join(', '));
  }
  const kept = stays(seen);
  const section = told(seen, squads, kept);
  console.log(section);
  await writeSection(FILE, `Memory, round after round. ${target.title}`, section);
  return kept;
}

/** Whether memory came to rest. */
export function stays(seen: Pick<Vitals, 'megabytes'>[]): boolean {
  const later = seen.slice(Math.ceil(seen.length / 2)).map(({ megabytes }) => megabytes);
  const [first = 0, last = 0] = [later.at(0), later.at(-1)];
  return last <= first * MOST_GROWTH;
}

function told(seen: Round[], squads: number, kept: boolean): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  return `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run test:load -- --rounds ${seen.length - 1} --squads ${squads}\`, load average at the end ${loadavg()[0]?.toFixed(1)}.

${squads} squads in each round, one every two seconds, other ones every time; megabytes once all events of a round were handled. V8's old generation
may have ${HEAP_MEGABYTES} MB, which makes it collect: by itself it lets garbage lie as long as the machine has memory.

| after | resident | V8's heap | in use or not collected | outside of it | evenings failed |
|---|---|---|---|---|---|
${seen.map((one, round) => row(one, round, squads)).join('\n')}

In the second half of the rounds resident memory may grow by a tenth: ${kept ? 'kept' : '**not kept**'}.
`;
}

function row(one: Round | undefined, round: number, squads: number): string {
  if (!one) return '';
  const { megabytes, heap, failed } = one;
  const figures = [megabytes, heap.total, heap.used, heap.outside].map(Math.round).join(' | ');
  return `| ${round === 0 ? 'the start' : `${round * squads} squads`} | ${figures} | ${failed} |`;
}
