import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filesUnder } from '../files.ts';

export interface SourceFile {
  file: string;
  text: string;
}

export function workflows(root: string): Promise<SourceFile[]> {
  return read(root, '.github/workflows/*.{yml,yaml}');
}

/** Actions of the repository itself. */
export function ownActions(root: string): Promise<SourceFile[]> {
  return read(root, '.github/actions/*/action.yml');
}

async function read(root: string, pattern: string): Promise<SourceFile[]> {
  const files = await filesUnder(root, pattern);
  return Promise.all(files.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })));
}
