import { parseArgs } from 'node:util';
import { document } from './document.ts';
import { report, STEPS } from './report.ts';

/** `npm run model:capacity`; with `-- --groups 25000` for that many squads, with `-- --write` into docs/scaling.md. */
const { values } = parseArgs({ options: { groups: { type: 'string' }, write: { type: 'boolean' } } });
const squads = Number(values.groups);
if (values.groups !== undefined && !(Number.isInteger(squads) && squads > 0)) {
  console.error('--groups wants a whole number of squads, at least 1');
  process.exitCode = 2;
} else if (values.write) await document();
else console.log(report(values.groups === undefined ? STEPS : [squads]));
