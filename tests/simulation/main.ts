import { parseArgs } from 'node:util';
import { history } from './history.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, histories: { type: 'string', default: '1' }, trace: { type: 'boolean' } },
});
const first = Number(values.seed ?? 1);
const t0 = process.hrtime.bigint();
let steps = 0;
const tally: Record<string, number> = {};
let failed = 0;
for (let seed = first; seed < first + Number(values.histories); seed += 1) {
  const o = await history(seed, undefined, values.trace ? console.log : undefined);
  steps += o.steps;
  for (const [k, v] of Object.entries(o.tally)) tally[k] = (tally[k] ?? 0) + v;
  if (o.wrong.length) {
    failed += 1;
    console.log(seed, o.trace, o.steps, o.wrong.slice(0, 3));
  }
}
console.log({ steps, tally, failed, ms: Number(process.hrtime.bigint() - t0) / 1e6 });
process.exit(0);
