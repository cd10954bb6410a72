import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksOf, ROOT } from './documents.ts';

const GUIDE = 'CONTRIBUTING.md';
/** What the change brings is in no file yet. */
const NEW = /shirt/i;

/** The steps of the first change, each with its number and title first. */
function steps(): string[] {
  const sections = readFileSync(join(ROOT, GUIDE), 'utf8').split(/^## /m);
  const guide = sections.find((one) => one.startsWith('A first change')) ?? '';
  return guide.split(/^\*\*(?=\d+\. )/m).slice(1);
}

/** What a step calls by its name: code between backquotes, and tests by their titles, in italics. */
function namesIn(step: string): string[] {
  const told = step.replaceAll(/^```[\s\S]+?^```/gm, '').replaceAll(/\[[^\]]*\]\([^)]*\)/g, '');
  const code = [...told.matchAll(/`([\w.]+)`/g)].map(([, name = '']) => name);
  const titles = [...told.matchAll(/(?<!\*)\*([^*`]+)\*(?!\*)/g)].map(([, title = '']) =>
    title.replaceAll(/\s+/g, ' '),
  );
  return [...code, ...titles].filter((name) => !NEW.test(name));
}

describe.each(steps().map((step) => [step.split('**')[0] ?? '', step] as const))('the first change, %s', (_, step) => {
  it('calls by their names what stands in its files', () => {
    const files = linksOf({ path: GUIDE, text: step }).map(({ to }) => readFileSync(join(ROOT, to), 'utf8'));
    expect(namesIn(step).filter((name) => !files.some((text) => text.includes(name)))).toEqual([]);
  });
});

it('finds the names in a step, over the ends of lines, and knows which are missing', () => {
  expect(namesIn('1. So.** In [`a.ts`](a.ts), `Player`, *keeps\nwhat it has*, `shirt`:\n\n```ts\n`x`\n```\n')).toEqual([
    'Player',
    'keeps what it has',
  ]);
  expect(steps().map((step) => step[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
});
