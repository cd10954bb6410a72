import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The files under this folder that hold one of the texts, as bytes, whoever wrote them and whether they still count. */
export async function filesHolding(folder: string, texts: string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const found: string[] = [];
  for (const file of files) {
    const content = await readFile(file);
    for (const text of texts) if (content.includes(text)) found.push(`${relative(folder, file)}: ${text}`);
  }
  return found.sort();
}
