import { glob } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';

const NEVER = new Set(['node_modules', '.git', 'dist', 'build', 'test-results', 'reports']);

/** Paths that match, relative to the root and in order. */
export async function filesUnder(root: string, ...patterns: string[]): Promise<string[]> {
  const found: string[] = [];
  const exclude = (name: string) => NEVER.has(name.split('/').at(-1) ?? '');
  for await (const file of glob(patterns, { cwd: root, exclude })) found.push(file);
  return found.sort();
}

/** Every document of a YAML text. Throws at the first thing that is no YAML, a repeated key included. */
export function parseYaml(text: string): unknown[] {
  return parseAllDocuments(text)
    .map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS() as unknown;
    })
    .filter((value) => value !== null);
}
