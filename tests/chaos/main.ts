import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { lacking } from '../../standalone/test/engines.ts';
import { peopleOf } from '../../standalone/test/people.ts';
import { allFaults, type Fault } from './faults.ts';
import { type Ledger, startLoad } from './load.ts';
import { probed } from './probe.ts';
import { report, type Withstood } from './report.ts';
import { startSystem } from './system.ts';
import { judge } from './verdict.ts';

/**
 * `npm run test:chaos [-- --smoke] [-- --only 'cut']`: breaks everything in turn under load and compares a ledger of what
 * was acknowledged. The smoke leaves pauses out and most restarts.
 */
const smoke = process.argv.includes('--smoke');
const only = process.argv.includes('--only') ? (process.argv.at(-1) ?? '') : '';
const PAUSE_MS = 10_000;
const BETWEEN_MS = smoke ? 500 : 5000;
const RECOVERY_MS = 60_000;
/** So long nothing may fail before something is broken: what fails then is its own. */
const REST_MS = 2000;

if (lacking) {
  console.log(`skipped: ${lacking.title}`);
  process.exit(process.env['REQUIRE_REAL_SERVICES'] === '1' ? 1 : 0);
}
const system = await startSystem();
// What was refused and is sent again, is counted by the ledger: nobody may do that in between.
const load = await startLoad(peopleOf(system, { patient: false }));
const { ledger } = load;
await recovered(ledger, performance.now());
const faults = allFaults({ ...system, pauseMs: PAUSE_MS }).filter(
  ({ name }) => name.includes(only) && !(smoke && /^pause|restart of (users|players)/.test(name)),
);
const withstood: Withstood[] = [];
for (const fault of faults) {
  await rested();
  withstood.push(await withstand(fault));
  await after(BETWEEN_MS);
}
await load.stop();
const good = report(ledger, withstood, await judge(ledger));
await system.close();
process.exit(good ? 0 : 1);

async function withstand(fault: Fault): Promise<Withstood> {
  const failedBefore = failures();
  const began = performance.now();
  const seen = fault.away ? await probed(fault.away.engine, ledger, fault.inflict) : await fault.inflict();
  const mended = performance.now();
  const recoveryMs = await recovered(ledger, mended);
  return { fault, brokenMs: mended - began, recoveryMs, failed: failures() - failedBefore, seen: seen ?? undefined };
}

/** Every replica is ready, and nothing has failed for a while. Gives up waiting after a minute: the fault then tells why. */
async function rested(): Promise<void> {
  const replicas = Object.values(system.services.replicas).flat();
  const tooLate = AbortSignal.timeout(RECOVERY_MS);
  await Promise.race([Promise.all(replicas.map(system.ready)), once(tooLate, 'abort')]);
  let [before, since] = [failures(), performance.now()];
  while (performance.now() - since < REST_MS && !tooLate.aborted) {
    await after(100);
    if (failures() !== before) [before, since] = [failures(), performance.now()];
  }
}

function failures(): number {
  return [...ledger.failures.values()].reduce((sum, one) => sum + one, 0);
}

/** Milliseconds until every kind of work has succeeded after that moment; Infinity when it takes too long. */
async function recovered({ lastSuccess }: Ledger, since: number): Promise<number> {
  while (!Object.values(lastSuccess).every((time) => time > since)) {
    if (performance.now() - since > RECOVERY_MS) return Number.POSITIVE_INFINITY;
    await after(20);
  }
  return performance.now() - since;
}
