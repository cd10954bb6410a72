import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Vitest's global set-up: the unit tests run from a fresh clone, without a build. */
export default async function prepareTests(): Promise<void> {
  await promisify(execFile)('node', [fileURLToPath(new URL('./prepare.ts', import.meta.url))]);
}
