import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { REQUIREMENTS, rowsOf } from './asvs.ts';
import { ROOT } from './documents.ts';

const rows = rowsOf(readFileSync(join(ROOT, 'docs/security.md'), 'utf8'));
const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
const files = new Set(
  listed
    .toString()
    .split('\n')
    .map((path) => basename(path)),
);
const tests = new Set([...files].flatMap((file) => /^(.+)(?:\.test\.ts|\.e2e\.ts)$/.exec(file)?.[1] ?? []));
const kinds = ['', '.unit', '.integration', '.security'];

it('the checklist has every requirement of levels 1 and 2 once, and no other', () => {
  expect(rows.flatMap(({ requirements }) => requirements).sort()).toEqual([...REQUIREMENTS].sort());
});

it('the files that it names are there', () => {
  expect(rows.flatMap((row) => row.files).filter((name) => !files.has(name))).toEqual([]);
});

it('the tests that it names are there', () => {
  const named = rows.flatMap((row) => row.tests);
  expect(named.length).toBeGreaterThan(60);
  expect(named.filter((name) => !kinds.some((kind) => tests.has(name + kind)))).toEqual([]);
});
