import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { EVENING } from './evening.ts';
import type { Report } from './figures.ts';

const HOME = fileURLToPath(new URL('artillery', import.meta.url));
const PROGRAM = join(HOME, 'node_modules/artillery/bin/run');

export interface Load {
  target: string;
  /** An authority that the target's certificate comes from, unless it is a public one. */
  caFile?: string | undefined;
  seconds: number;
  /** Squads that begin their evening each second, growing from one number to the other; or so many in all. */
  squads: { from: number; to: number } | { count: number };
  /** Metric → milliseconds that it must stay below; nobody's evening may fail then, either. */
  ensure?: Record<string, number>;
}

export interface Outcome {
  report: Report;
  /** Whether every threshold was kept. */
  kept: boolean;
}

/** Runs the evening under such a load. */
export async function underLoad(load: Load): Promise<Outcome> {
  await installed();
  const folder = await temporaryFolder();
  const [script, output] = [join(folder.path, 'script.json'), join(folder.path, 'report.json')];
  await writeFile(script, JSON.stringify(scriptOf(load)));
  const env = {
    ...process.env,
    ARTILLERY_DISABLE_TELEMETRY: 'true',
    ...(load.caFile === undefined ? {} : { NODE_EXTRA_CA_CERTS: load.caFile }),
  };
  const stdio = ['ignore', process.env['LOAD_VERBOSE'] ? 'inherit' : 'ignore', 'inherit'] as const;
  const child = spawn(process.execPath, [PROGRAM, 'run', '--output', output, script], { env, stdio: [...stdio] });
  const [code] = (await once(child, 'exit')) as [number | null];
  const report = JSON.parse(await readFile(output, 'utf8')) as Report;
  await folder.remove();
  return { report, kept: code === 0 };
}

function scriptOf({ target, seconds, squads, ensure }: Load): object {
  const arrivals = 'count' in squads ? { arrivalCount: squads.count } : { arrivalRate: squads.from, rampTo: squads.to };
  return {
    config: {
      target,
      processor: fileURLToPath(new URL('processor.mjs', import.meta.url)),
      phases: [{ duration: seconds, ...arrivals }],
      http: { timeout: 20 },
      plugins: {
        expect: { reportFailuresAsErrors: true, useOnlyRequestNames: true, formatter: 'silent' },
        'metrics-by-endpoint': { useOnlyRequestNames: true },
        ...(ensure && { ensure: {} }),
      },
      ...(ensure && {
        ensure: { maxErrorRate: 0, thresholds: Object.entries(ensure).map(([metric, most]) => ({ [metric]: most })) },
      }),
    },
    scenarios: [EVENING],
  };
}

/** Artillery brings hundreds of packages that nothing else needs: they are installed by whoever measures load. */
async function installed(): Promise<void> {
  if (existsSync(PROGRAM)) return;
  console.log('Installing Artillery into tests/load/artillery …');
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: HOME, stdio: 'inherit' });
  const [code] = (await once(npm, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`npm ci in ${HOME} ended with ${code}`);
}
