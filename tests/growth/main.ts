import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { dynamodbLocal } from '@besteam/service-kit/testing/servers';
import { storeCopies } from './copies.ts';
import { type Cost, costOf } from './measure.ts';
import { operationsOn } from './operations.ts';
import { type Measured, table } from './report.ts';
import { startSystem } from './system.ts';
import { aTemplate } from './template.ts';

/**
 * `npm run bench:growth [-- SIZES]`: what requests cost with that many squads stored, by default 1, 1000, 10000 and 100000.
 * The section is written after each size.
 */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 1000, 10_000, 100_000];
/** Squads that are asked about at each size, beside those. */
const ASKED_ABOUT = 100;

if (dynamodbLocal().skipped) {
  console.log(`skipped: ${dynamodbLocal().title}`);
  process.exit(process.env['REQUIRE_REAL_SERVICES'] === '1' ? 1 : 0);
}
const system = await startSystem();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void system.close().finally(() => process.exit(1)));
}
await grown().finally(system.close);

/** What each operation costs at each size. */
async function grown() {
  const template = await aTemplate(system);
  const names = operationsOn(system, template);
  let stored = 1;
  const measured = async () => {
    const copies = Array.from({ length: ASKED_ABOUT }, (_, index) => stored + index);
    await storeCopies(system, template, { from: stored, count: ASKED_ABOUT, sparse: false });
    stored += ASKED_ABOUT;
    const seen: Cost[] = [];
    for (const operation of names) seen.push(await costOf(system, operation, copies));
    return seen;
  };
  await measured(); // while the compiler learns
  const costs: Measured[] = [];
  let others = 1;
  for (const size of SIZES) {
    const began = performance.now();
    await storeCopies(system, template, { from: stored, count: size - others, sparse: true });
    stored += size - others;
    others = size;
    console.log(`${size} squads stored after ${((performance.now() - began) / 1000).toFixed(0)} s`);
    costs.push({ size, costs: await measured() });
    await tell(
      names.map(({ name }) => name),
      costs,
    );
  }
}

async function tell(operations: string[], costs: Measured[]): Promise<void> {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  const section = `${new Date().toISOString().slice(0, 10)}, ${machine}, load average at the end ${loadavg()[0]?.toFixed(1)}. \`npm run bench:growth\`

The three services in one process on PostgreSQL 18 and DynamoDB Local in memory. Each figure is of ${ASKED_ABOUT} requests, one after the other, each
about a squad of 14 players, 14 ballots and a match that nothing is remembered of; the squads beside those are stored below the services,
as copies of one that they had stored. Counts are for one request with all that follows from it (events told, lists, tallies).
Milliseconds are of this machine, with services, stores and client on it; counts are of any.

${table(operations, costs)}
`;
  if (process.argv.length === 2) {
    await writeSection(fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url)), 'Growth', section);
  }
  console.log(section);
}
