import { readFile, writeFile } from 'node:fs/promises';
import { report } from './report.ts';

const FILE = new URL('../../docs/scaling.md', import.meta.url);
const BLOCK = /(<!-- model: [^>]* -->\n)[\s\S]*(\n<!-- \/model -->)/;

/** What docs/scaling.md has between its marks, and what the model says now. */
export async function documented(): Promise<{ written: string; now: string }> {
  const text = await readFile(FILE, 'utf8');
  return { written: text, now: text.replace(BLOCK, (_, start, end) => `${start}${report()}${end}`) };
}

export async function document(): Promise<void> {
  await writeFile(FILE, (await documented()).now);
}
