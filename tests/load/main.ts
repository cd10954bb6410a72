import { parseArgs } from 'node:util';
import { lacking } from '../../standalone/test/engines.ts';
import { underLoad } from './artillery.ts';
import { figuresOf } from './figures.ts';
import { measured } from './measured.ts';
import { HEAP_MEGABYTES, plateau } from './plateau.ts';
import { told, written } from './report.ts';
import { collecting, elsewhere, services, standalone, type Target } from './targets.ts';
import { SOAK_LIMITS } from './thresholds.ts';

/**
 * `npm run test:load [-- --on standalone|services|both] [-- --target URL [--ca FILE]] [-- --smoke]`: a growing load
 * until answers come late, then half of that for a while, under thresholds. `--ramp` and `--soak` are seconds, `--most`
 * the squads a second at the ramp's end. `--profile FOLDER` has each process write where its time went. `--rounds N`
 * reads, instead, standalone's memory after each of N times `--squads` squads.
 */
const { values } = parseArgs({
  options: {
    on: { type: 'string', default: 'both' },
    target: { type: 'string' },
    ca: { type: 'string' },
    smoke: { type: 'boolean', default: false },
    ramp: { type: 'string', default: '60' },
    soak: { type: 'string', default: '45' },
    most: { type: 'string', default: '8' },
    profile: { type: 'string' },
    rounds: { type: 'string' },
    squads: { type: 'string', default: '15' },
  },
});
const [ramp, soak, most] = [values.ramp, values.soak, values.most].map(Number);
if (!ramp || !soak || !most) throw new Error('--ramp, --soak and --most are numbers');
const [rounds, squads] = [values.rounds ?? '1', values.squads].map(Number);
if (!rounds || !squads) throw new Error('--rounds and --squads are numbers');
if (!['standalone', 'services', 'both'].includes(values.on)) throw new Error('--on is standalone, services or both');

let kept = true;
let current: Target | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void current?.close().finally(() => process.exit(1)));
}
for (const start of chosen()) {
  const target = await start(values.profile);
  current = target;
  try {
    kept = (await judged(target)) && kept;
  } finally {
    await target.close();
  }
}
process.exit(kept ? 0 : 1);

function chosen(): ((profiles?: string) => Target | Promise<Target>)[] {
  const { target, ca, on } = values;
  if (target !== undefined) return [() => elsewhere(target, ca)];
  if (values.rounds !== undefined) return [() => standalone(undefined, collecting(HEAP_MEGABYTES))];
  if (on === 'standalone' || values.smoke) return [standalone];
  if (!lacking) return on === 'services' ? [services] : [standalone, services];
  console.log(`three services: skipped: ${lacking.title}`);
  if (process.env['REQUIRE_REAL_SERVICES'] === '1') process.exit(1);
  return on === 'services' ? [] : [standalone];
}

function judged(target: Target): Promise<boolean> {
  if (values.rounds === undefined) return values.smoke ? smoke(target) : full(target);
  return plateau(target, { rounds: rounds ?? 0, squads: squads ?? 0 });
}

async function smoke({ origin, caFile }: Target): Promise<boolean> {
  const load = { target: origin, caFile, seconds: 10, squads: { count: 10 }, ensure: SOAK_LIMITS };
  const outcome = await underLoad(load);
  console.log(outcome.kept ? 'kept' : 'NOT KEPT', figuresOf(outcome.report.aggregate));
  return outcome.kept;
}

async function full(target: Target): Promise<boolean> {
  const result = await measured(target, { ramp: ramp ?? 0, soak: soak ?? 0, most: most ?? 0 });
  console.log(told(target, result));
  if (values.target === undefined) await written(target, result);
  return result.soak.kept;
}
