import { setTimeout as after } from 'node:timers/promises';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { startServices } from '../../standalone/src/services.ts';
import { lacking, startEngines } from '../../standalone/test/engines.ts';
import { peopleOf } from '../../standalone/test/people.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { allFaults, type Fault } from './faults.ts';
import { type Ledger, startLoad } from './load.ts';
import { judge } from './verdict.ts';

/** `npm run test:chaos [-- --smoke]`: breaks everything in turn under load and compares a ledger of what was acknowledged. */
const smoke = process.argv.includes('--smoke');
const PAUSE_MS = smoke ? 3000 : 10_000;
const BETWEEN_MS = smoke ? 500 : 5000;
const RECOVERY_MS = 60_000;

if (lacking) {
  console.log(`skipped: ${lacking.title}`);
  process.exit(process.env['REQUIRE_REAL_SERVICES'] === '1' ? 1 : 0);
}
const folder = await temporaryFolder();
const engines = await startEngines();
const services = await startServices({
  ...process.env,
  ...engines.env,
  DATA_DIR: folder.path,
  PORT: '0',
  HOST: 'localhost',
  LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal',
  RATE_LIMIT_ADDRESS: '1000000',
  RATE_LIMIT_ACCOUNT: '1000000',
});
const trusting = trustingFetch(services.caFile ?? '');
const load = await startLoad(peopleOf({ origin: services.origin, fetch: trusting.fetch }));

await recovered(load.ledger, performance.now());
const times: [string, number, number][] = [];
for (const fault of allFaults(services, engines, PAUSE_MS)) times.push(await withstand(fault, load.ledger));
await load.stop();
const verdict = await judge(load.ledger);

const { requests, failures, acknowledged } = load.ledger;
const failed = [...failures.values()].reduce((sum, one) => sum + one, 0);
console.log('| fault | broken for (s) | all work again after (s) |\n|---|---|---|');
for (const [name, broken, recovery] of times) console.log(`| ${name} | ${seconds(broken)} | ${seconds(recovery)} |`);
console.log(`requests ${requests}, failures seen by clients ${failed}, acknowledged pieces of work ${acknowledged}`);
for (const [reason, count] of failures) console.log(`  ${count} × ${reason}`);
console.log(`lost ${verdict.lost.length}, duplicated ${verdict.duplicated.length}`);
for (const one of [...verdict.lost, ...verdict.duplicated]) console.log(`  ${one}`);
const good =
  verdict.lost.length + verdict.duplicated.length === 0 && times.every(([, , time]) => Number.isFinite(time));

await services.close();
await trusting.close();
await engines.remove();
await folder.remove();
process.exit(good ? 0 : 1);

async function withstand(fault: Fault, ledger: Ledger): Promise<[string, number, number]> {
  const began = performance.now();
  await fault.inflict();
  const mended = performance.now();
  const recovery = await recovered(ledger, mended);
  await after(BETWEEN_MS);
  return [fault.name, mended - began, recovery];
}

/** Milliseconds until every kind of work has succeeded after that moment; Infinity when it takes too long. */
async function recovered({ lastSuccess }: Ledger, since: number): Promise<number> {
  while (!Object.values(lastSuccess).every((time) => time > since)) {
    if (performance.now() - since > RECOVERY_MS) return Number.POSITIVE_INFINITY;
    await after(20);
  }
  return performance.now() - since;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
