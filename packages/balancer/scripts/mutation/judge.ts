import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createVitest, type Reporter, type TestModule, type TestSpecification } from 'vitest/node';
import { QuickestFirst } from '../../vitest.mutation.config.ts';

/** A change to judge (none: the tests themselves), and how much processor time each test file may take between two results. */
export interface Case {
  readonly change?: { readonly file: string; readonly original: string; readonly changed: string };
  readonly limits: Readonly<Record<string, number>>;
}

/** What became of it, by which test, and the longest time between two results in each test file, in ms of processor time. */
export interface Verdict {
  readonly outcome: 'killed' | 'survived' | 'timeout';
  readonly by: string;
  readonly longest: Record<string, number>;
}

/**
 * Runs the mutation tests on one changed file after another, in a process of its own, to be ended where a change never ends.
 * Time is processor time, so that it does not matter what else the machine does.
 */
let present: Case = { limits: {} };
let longest: Record<string, number> = {};
let killer: string | undefined;
let [place, since] = ['', 0];

const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Notes that something came out: the time up to now belongs to the test file at work. */
function tick(module?: TestModule): void {
  const now = spent();
  if (place !== '') longest[place] = Math.max(longest[place] ?? 0, now - since);
  since = now;
  if (module) place = basename(module.moduleId);
}

function fail(by: string): void {
  killer ??= by;
}

const reporter: Reporter = {
  onTestModuleQueued: tick,
  onTestModuleCollected: tick,
  onTestCaseResult(test) {
    tick(test.module);
    if (test.result().state === 'failed') fail(`${basename(test.module.moduleId)}: ${test.name}`);
  },
  onTestModuleEnd(module) {
    tick(module);
    if (module.state() !== 'failed' || killer !== undefined) return;
    fail(basename(module.moduleId));
    void vitest.cancelCurrentRun('test-failure');
  },
  onTestRunEnd(_, errors) {
    if (errors.length > 0) fail('an error outside of the tests');
  },
};

/** Tests that are called like the file come first. */
class NearestFirst extends QuickestFirst {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const start = basename(present.change?.file ?? '').slice(0, 4);
    const near = ({ moduleId }: TestSpecification) => Number(start !== 'draw' && basename(moduleId).startsWith(start));
    return (await super.sort(files)).toSorted((a, b) => near(b) - near(a));
  }
}

const vitest = await createVitest({
  root: process.cwd(),
  config: 'vitest.mutation.config.ts',
  watch: false,
  bail: 1,
  pool: 'threads',
  maxWorkers: 1,
  reporters: [reporter],
  sequence: { sequencer: NearestFirst },
});
const tests = await vitest.globTestSpecifications();

process.on('message', (next: Case) => void judge(next));
process.on('disconnect', () => process.exit());
process.send?.('ready');

async function judge(next: Case): Promise<void> {
  present = next;
  write(next.change?.changed);
  [longest, killer, place, since] = [{}, undefined, '', spent()];
  const watch = setInterval(() => {
    const limit = present.limits[place];
    if (limit !== undefined && spent() - since > limit) answer('timeout', place);
  }, 100);
  await vitest.runTestSpecifications(tests);
  clearInterval(watch);
  write(next.change?.original);
  answer(killer === undefined ? 'survived' : 'killed', killer ?? '');
}

function write(content: string | undefined): void {
  if (present.change === undefined || content === undefined) return;
  writeFileSync(present.change.file, content);
  vitest.invalidateFile(present.change.file);
}

function answer(outcome: Verdict['outcome'], by: string): void {
  process.send?.({ outcome, by, longest } satisfies Verdict);
}
