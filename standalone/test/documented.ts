import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The shell block of a document before which `<!-- name -->` stands: a test runs it as it is written. */
export async function documented(document: string, name: string): Promise<string> {
  const text = await readFile(join(ROOT, document), 'utf8');
  const block = new RegExp(`<!-- ${name} -->\\n\`\`\`sh\\n([\\s\\S]+?)\\n\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`${document} has no block ${name}`);
  return block;
}
