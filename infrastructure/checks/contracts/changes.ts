import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Check } from '../check.ts';
import { filesUnder } from '../files.ts';
import { isObject } from '../json.ts';
import { brokenOperations } from './operations.ts';
import { brokenIn } from './schemas.ts';

const EVENTS = 'contracts/generated/events.schemas.json';

/**
 * Contracts may grow but not break who relies on them: they are compared with the last release's (`vX.Y.Z`), or without
 * one with main's. Callers of an older version, and services of the previous release, live beside this one.
 */
export const contractChanges: Check = {
  name: 'contract changes',
  async run(root) {
    const base = baseOf(root);
    if (base === undefined)
      return [{ file: 'contracts', message: 'there is neither a release nor main to compare with' }];
    const files = await filesUnder(root, 'contracts/generated/*.openapi.json');
    const all = await Promise.all(
      [...new Set([...files, ...contractsAt(root, base)])].map(async (file) => {
        const before = at(root, base, file);
        if (before === undefined) return [];
        const after = await read(root, file);
        const broken = after === undefined ? ['the contract is gone'] : compare(file, before, after);
        return broken.map((message) => ({ file: `${basename(file)} since ${base}`, message }));
      }),
    );
    return all.flat();
  },
};

function compare(file: string, before: unknown, after: unknown): string[] {
  if (file !== EVENTS) return brokenOperations(before, after);
  if (!isObject(before) || !isObject(after)) return ['is no object'];
  return Object.entries(before).flatMap(([type, schema]) =>
    type in after
      ? brokenIn({ document: schema, schema }, { document: after[type], schema: after[type] }, 'out', type)
      : [`${type} is gone`],
  );
}

function git(root: string, ...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout.trim() : undefined;
}

function baseOf(root: string): string | undefined {
  const release = git(root, 'describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*');
  if (release) return release;
  return ['origin/main', 'main'].find((branch) => git(root, 'rev-parse', '--verify', '--quiet', branch) !== undefined);
}

function contractsAt(root: string, base: string): string[] {
  const files = git(root, 'ls-tree', '--name-only', base, 'contracts/generated/')?.split('\n') ?? [];
  return files.filter((file) => file.endsWith('.openapi.json') || file === EVENTS);
}

function at(root: string, base: string, file: string): unknown {
  const text = git(root, 'show', `${base}:${file}`);
  return text === undefined ? undefined : JSON.parse(text);
}

async function read(root: string, file: string): Promise<unknown> {
  const text = await readFile(join(root, file), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}
