import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anchorsOf, commandsOf, type Document, documents, linksOf, ROOT } from './documents.ts';
import { BY_A_TEST, BY_AN_OPERATOR, BY_HAND } from './elsewhere.ts';
import { executed, isSumOf, npmCommand, scriptOf } from './executed.ts';

const ALL = documents();
const EXECUTED = executed();

describe.each(ALL.map((document) => [document.path, document] as const))('%s', (_, document) => {
  it('points to files and headings that are there', () => {
    expect(linksOf(document).filter(isBroken)).toEqual([]);
  });

  it('tells commands that are there', () => {
    const named = commandsOf(document).flatMap((command) => npmCommand(command) ?? []);
    expect(named.filter((command) => command !== 'npm ci' && scriptOf(command) === undefined)).toEqual([]);
    expect(pathsOf(document).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('tells no command that nothing executes', () => {
    expect(commandsOf(document).filter((command) => !isExecuted(command))).toEqual([]);
  });
});

it.each(Object.entries(BY_A_TEST))('%s is run by the test that is said to run it', (_, { test, as }) => {
  expect(readFileSync(join(ROOT, test), 'utf8')).toContain(as);
});

function isBroken({ to, anchor }: { to: string; anchor: string | undefined }): boolean {
  const target = join(ROOT, to);
  if (!existsSync(target)) return true;
  return anchor !== undefined && to.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
}

/** The folders and files that a command of vitest's is given. */
function pathsOf(document: Document): string[] {
  return commandsOf(document).flatMap((command) => /^npx vitest run(?: --project \S+)? (\S+)/.exec(command)?.[1] ?? []);
}

function isExecuted(command: string): boolean {
  if (command.startsWith('npx vitest run'))
    return EXECUTED.has('npm run test:unit') && EXECUTED.has('npm run test:integration');
  const key = npmCommand(command) ?? command;
  const whole = key.replace(/ -w \S+$/, '');
  return (
    EXECUTED.has(key) ||
    isSumOf(EXECUTED, key) ||
    (whole === 'npm run test:mutation' && EXECUTED.has(whole)) ||
    Object.keys(BY_A_TEST).some((one) => key === one || key.startsWith(`${one} `)) ||
    BY_HAND.some((one) => key.startsWith(one)) ||
    BY_AN_OPERATOR.test(`${command} `)
  );
}
