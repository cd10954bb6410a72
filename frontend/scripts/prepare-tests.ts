import { execFile } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const frontend = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['messages/*.json', 'project.inlang/settings.json', 'scripts/messages.config.ts'];
/** One of the functions: the development server writes them all into one file, which is not what is shipped. */
const MESSAGES = ['src/lib/paraglide/messages/app_name.js'];
const SETTINGS = join(frontend, 'node_modules/$app/tsconfig.json');

/** Vitest's global set-up: the unit tests run from a fresh clone, without a build. What is made already is not made again. */
export default async function prepareTests(): Promise<void> {
  if (existsSync(SETTINGS) && newestOf(MESSAGES) > newestOf(SOURCES)) return;
  await promisify(execFile)('node', [join(frontend, 'scripts/prepare.ts')]);
}

function newestOf(patterns: string[]): number {
  const files = globSync(patterns, { cwd: frontend });
  return Math.max(0, ...files.map((file) => statSync(join(frontend, file)).mtimeMs));
}
