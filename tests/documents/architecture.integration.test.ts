import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksOf, ROOT } from './documents.ts';

const DOCUMENT = 'docs/architecture.md';

/** The table of *A request, top-down* by its columns: the files that each row names for the operation at the head. */
function operations(): Record<string, Record<string, string[]>> {
  const section = readFileSync(join(ROOT, DOCUMENT), 'utf8')
    .split(/^## /m)
    .find((one) => one.startsWith('A request, top-down'));
  const rows = (section ?? '')
    .split('\n')
    .filter((line) => /^\| .*\|$/.test(line))
    .map((line) => line.slice(1, -1).split('|'));
  const [head = [], ...body] = rows;
  return Object.fromEntries(
    head
      .slice(1)
      .map((name, column) => [
        name.replaceAll('`', '').trim(),
        Object.fromEntries(
          body.map(([label = '', ...cells]) => [
            label.trim(),
            linksOf({ path: DOCUMENT, text: cells[column] ?? '' }).map(({ to }) => to),
          ]),
        ),
      ]),
  );
}

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const importedBy = (path: string) =>
  [...read(path).matchAll(/from '(\.[^']+)'/g)].map(([, to = '']) => join(dirname(path), to));

describe.each(Object.entries(operations()))('the way of %s', (operation, rows) => {
  const files = (row: string) => Object.entries(rows).flatMap(([label, paths]) => (label.startsWith(row) ? paths : []));
  const [http = '', story = '', write = ''] = ['1', '2', '5'].flatMap(files);

  it('begins in the HTTP adapter and is told in the story', () => {
    expect(read(http)).toContain(`async ${operation}(`);
    expect(read(story)).toContain(`export function ${operation}(`);
  });

  it('takes what stories share, and the decision', () => {
    expect(files('3')).not.toEqual([]);
    expect(importedBy(story)).toEqual(expect.arrayContaining([...files('3'), ...files('4')]));
  });

  it('ends in the write, behind a port', () => {
    expect(importedBy(write)).toContain(join(dirname(story), 'ports.ts'));
  });

  it.each(files('what all write by'))('leads by %s', (path) => {
    const onTheWay = ['2', '3', '5', 'what all write by'].flatMap(files);
    expect(onTheWay.some((one) => importedBy(one).includes(path) || importedBy(path).includes(one))).toBe(true);
  });

  it('is tried over HTTPS by the test of the same name as its adapter', () => {
    expect(files('its test').map((path) => basename(path))).toEqual([
      basename(http, '.ts').concat('.integration.test.ts'),
    ]);
  });
});

it('shows three operations', () => {
  expect(Object.keys(operations())).toHaveLength(3);
});
