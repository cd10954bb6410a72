import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../scripts/generate.ts';

const committed = fileURLToPath(new URL('../generated', import.meta.url));
let folder: string;
let fresh: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'besteam-contracts-'));
  fresh = join(folder, 'generated');
  await generate(fresh);
});
afterAll(() => rm(folder, { recursive: true }));

describe('the generated code', () => {
  it('has the files that `npm run generate` writes, no more and no fewer', async () => {
    expect(await files(committed)).toEqual(await files(fresh));
  });

  it('is what `npm run generate` writes', async () => {
    const stale: string[] = [];
    for (const file of await files(fresh)) {
      const [now, then] = await Promise.all([read(fresh, file), read(committed, file).catch(() => '')]);
      if (now !== then) stale.push(file);
    }
    expect(stale).toEqual([]);
  });
});

const read = (root: string, file: string) => readFile(join(root, file), 'utf8');

async function files(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
