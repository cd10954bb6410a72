import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { history, type Outcome } from './history.ts';
import { PLANTS } from './plants.ts';

/**
 * `npm run test:simulation [-- --histories 1000 --seed 1 --threads 2]` runs that many histories, of the seeds from
 * `--seed` on; `-- --seed 7 --trace` replays one of them and tells every step; `-- --plant 'new squads are lost now and
 * then'` (see plants.ts) breaks a promise on purpose.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '1000' },
    threads: { type: 'string', default: String(Math.min(8, availableParallelism())) },
    trace: { type: 'boolean', default: false },
    plant: { type: 'string' },
  },
});
const MOST_TOLD = 20;
const [first, histories, threads] = [values.seed, values.histories, values.threads].map(Number);
if (![first, histories, threads].every(Number.isSafeInteger))
  throw new Error('--seed, --histories and --threads are numbers');

const planted = values.plant === undefined ? undefined : PLANTS[values.plant];
if (values.plant !== undefined && !planted) throw new Error(`--plant is one of: ${Object.keys(PLANTS).join(', ')}`);

if (values.trace) {
  const outcome = await history(Number(first), planted?.(), console.log);
  tell(outcome);
  process.exit(outcome.wrong.length === 0 ? 0 : 1);
}

const began = performance.now();
const sum = { histories: 0, steps: 0, acknowledged: 0, refused: 0, unanswered: 0, failed: 0 };
await Promise.all(
  Array.from({ length: Number(threads) }, (_, index) =>
    run({ first: Number(first) + index, step: Number(threads), beyond: Number(first) + Number(histories) }),
  ),
);
const seconds = (performance.now() - began) / 1000;
console.log(
  `${sum.histories} histories of ${sum.steps} steps in ${seconds.toFixed(0)} s on ${threads} threads: ` +
    `${sum.acknowledged} requests acknowledged, ${sum.refused} refused, ${sum.unanswered} unanswered; ${sum.failed} histories failed`,
);
process.exit(sum.failed === 0 ? 0 : 1);

/** Runs every `step`th seed in a thread of its own. */
function run(workerData: { first: number; step: number; beyond: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { ...workerData, plant: values.plant },
    });
    worker.on('message', (outcome: Outcome) => {
      sum.histories += 1;
      sum.steps += outcome.steps;
      for (const kind of ['acknowledged', 'refused', 'unanswered'] as const) sum[kind] += outcome.tally[kind];
      if (outcome.wrong.length === 0) return;
      sum.failed += 1;
      if (sum.failed <= MOST_TOLD) tell(outcome);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve());
  });
}

function tell({ seed, steps, trace, wrong }: Outcome): void {
  const verdict =
    wrong.length === 0 ? 'all is right' : `WRONG. Replay: npm run test:simulation -- --seed ${seed} --trace`;
  console.log(`seed ${seed}: ${steps} steps, trace ${trace}: ${verdict}`);
  for (const one of wrong.slice(0, 5)) console.log(`  ${one.slice(0, 600)}`);
}
