import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from './check.ts';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

export interface Fault {
  file: string;
  /** Must be in the file. */
  replace: string;
  by: string;
}

/** What a check says of a copy of `parts` of this repository with this one fault in it: messages with their files before them. */
export async function foundIn(check: Check, parts: string[], fault: Fault): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'besteam-planted-'));
  try {
    for (const part of parts) {
      await mkdir(dirname(join(root, part)), { recursive: true });
      await cp(join(REPOSITORY, part), join(root, part), { recursive: true, verbatimSymlinks: true });
    }
    await plant(join(root, fault.file), fault);
    return (await check.run(root)).map(({ file, message }) => `${file}: ${message}`);
  } finally {
    await rm(root, { recursive: true });
  }
}

/** What a check says of the repository as it is. */
export async function foundHere(check: Check): Promise<string[]> {
  return (await check.run(REPOSITORY)).map(({ file, message }) => `${file}: ${message}`);
}

async function plant(path: string, { replace, by, file }: Fault): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(replace)) throw new Error(`${file} does not contain "${replace}"`);
  await writeFile(path, text.replace(replace, by));
}
