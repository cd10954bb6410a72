import {
  appendFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { seededRandom } from '../src/random.ts';
import { openCourt } from './mutation/court.ts';
import { changed, type Mutant } from './mutation/mutant.ts';
import { mutantsOf } from './mutation/mutants.ts';
import { estimate, stratified, type Tally } from './mutation/sample.ts';
import { earlierVerdicts, type Judged, keyOf } from './mutation/verdicts.ts';

/**
 * How many changes of the code do the tests notice? Estimated from a random sample of Stryker's changes, file by file, each
 * judged by the mutation tests with limits in processor time. The verdicts are in reports/mutation-sample.jsonl;
 * a run that was broken off resumes there, and tries again what passed.
 */
const { values } = parseArgs({
  options: {
    share: { type: 'string', default: '0.15' },
    least: { type: 'string', default: '10' },
    seed: { type: 'string', default: 'besteam' },
    files: { type: 'string', default: '' },
    minutes: { type: 'string', default: '600' },
    again: { type: 'string', default: '20' },
    resume: { type: 'boolean', default: false },
  },
});

/** How much longer it may take that is judged again. */
const PATIENCE = 4;

const root = new URL('..', import.meta.url).pathname;
const copy = `${mkdtempSync(`${tmpdir()}/mutation-`)}/`;
const report = `${root}reports/mutation-sample.jsonl`;
const settings: { mutate: string[]; thresholds: { break: number } } = JSON.parse(
  readFileSync(`${root}stryker.config.json`, 'utf8'),
);
const random = seededRandom(values.seed);
for (const part of ['src', 'test', 'bench', 'package.json', 'vitest.mutation.config.ts']) {
  cpSync(root + part, copy + part, { recursive: true });
}
process.on('exit', () => rmSync(copy, { recursive: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));
symlinkSync(new URL('../../../node_modules', import.meta.url), `${copy}node_modules`);
const population = await Promise.all(filesToChange().map((file) => mutantsOf(copy, file)));
const earlier = values.resume ? earlierVerdicts(report) : new Map<string, Judged>();
// Those judged before come first, noticed or not: a beginning of the sample must stay a fair one.
const sample = stratified(population, Number(values.share), Number(values.least), random).sort(
  (a, b) => Number(earlier.has(keyOf(b))) - Number(earlier.has(keyOf(a))),
);
const deadline = Date.now() + Number(values.minutes) * 60_000;
const court = await openCourt(copy);
mkdirSync(`${root}reports`, { recursive: true });
writeFileSync(report, '');

const judged: Judged[] = [];
for (const mutant of sample) {
  const before = earlier.get(keyOf(mutant));
  if (Date.now() > deadline) break;
  const verdict = before && before.outcome !== 'survived' ? before : await judge(mutant, 1);
  judged.push(verdict);
  appendFileSync(report, `${JSON.stringify(verdict)}\n`);
  if (verdict !== before) console.log(`${judged.length} of ${sample.length}: ${told(verdict)}`);
}
const late = judged.filter(({ outcome }) => outcome === 'timeout');
let [again, otherwise] = [0, 0];
for (const mutant of late.slice(0, Number(values.again))) {
  const verdict = await judge(mutant, PATIENCE);
  judged[judged.indexOf(mutant)] = verdict;
  again++;
  if (verdict.outcome !== 'timeout') otherwise++;
  console.log(`again: ${told(verdict)}`);
}
court.close();
writeFileSync(report, judged.map((one) => `${JSON.stringify(one)}\n`).join(''));
conclude();

function filesToChange(): string[] {
  const included = settings.mutate.filter((glob) => !glob.startsWith('!'));
  const excluded = settings.mutate.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const wanted = values.files === '' ? undefined : values.files.split(',');
  return globSync(included, { cwd: copy, exclude: excluded })
    .filter((file) => wanted?.includes(basename(file, '.ts')) ?? true)
    .sort();
}

async function judge(mutant: Mutant, patience: number): Promise<Judged> {
  const original = readFileSync(copy + mutant.file, 'utf8');
  const change = { file: copy + mutant.file, original, changed: changed(original, mutant) };
  const { outcome, by } = await court.judge(change, patience);
  return { ...mutant, outcome, by };
}

function told(one: Judged): string {
  const place = `${basename(one.file)}:${one.line} ${one.mutator} → ${one.replacement.replaceAll(/\s+/g, ' ').slice(0, 60)}`;
  return `${one.outcome} ${place}${one.by && ` (${one.by})`}`;
}

function conclude(): void {
  const tallies = population.map((mutants) => tallyOf(mutants[0]?.file ?? '', mutants.length));
  for (const { file, all, tried, noticed, late } of tallies.filter(({ tried }) => tried > 0)) {
    console.log(`| \`${basename(file)}\` | ${all} | ${tried} | ${noticed} | ${late} |`);
  }
  const { share, margin } = estimate(tallies);
  const percent = (part: number) => (100 * part).toFixed(1);
  console.log(`${judged.length} tried, ${judged.filter(({ outcome }) => outcome === 'survived').length} passed`);
  console.log(`${late.length} out of time; of ${again} judged again with more patience, ${otherwise} not`);
  console.log(`noticed: ${percent(share)} % ± ${percent(margin)} (95 %)`);
  if (100 * share < settings.thresholds.break) process.exitCode = 1;
}

function tallyOf(file: string, all: number): Tally & { file: string; late: number } {
  const own = judged.filter((one) => one.file === file);
  const of = (wanted: Judged['outcome']) => own.filter(({ outcome }) => outcome === wanted).length;
  return { file, all, tried: own.length, noticed: own.length - of('survived'), late: of('timeout') };
}
