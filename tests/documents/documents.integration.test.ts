import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksRunAsWritten, commandsOf } from './commands.ts';
import { anchorsOf, documents, linksOf, ROOT } from './documents.ts';
import { AS_WRITTEN, BY_A_TEST, BY_HAND, BY_THE_CONTAINER_STAGE, JUDGED } from './elsewhere.ts';
import { executed, isSumOf, npmCommand, optionsOf, scriptOf } from './executed.ts';

const ALL = documents();
const EXECUTED = executed();

describe.each(ALL.map((document) => [document.path, document] as const))('%s', (_, document) => {
  const commands = commandsOf(document);

  it('points to files and headings that are there', () => {
    expect(linksOf(document).filter(isBroken)).toEqual([]);
  });

  it('tells commands that are there, with files and options that are', () => {
    const named = commands.flatMap((command) => npmCommand(command) ?? []);
    expect(named.filter((command) => command !== 'npm ci' && scriptOf(command) === undefined)).toEqual([]);
    expect(commands.flatMap(pathsOf).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(commands.filter((command) => optionsOf(command).some(({ known }) => !known))).toEqual([]);
  });

  it('tells no command that nothing executes', () => {
    expect(commands.filter((command) => !isExecuted(command))).toEqual([]);
  });

  it('has no block that only seems to be run as it is written', () => {
    expect(blocksRunAsWritten(document).filter((name) => !asWritten(name))).toEqual([]);
  });
});

it.each(Object.entries(BY_A_TEST))('%s is run by the test that is said to run it', (command, { test, as }) => {
  expect(readFileSync(join(ROOT, test), 'utf8')).toContain(as);
  if (command.startsWith('npm ') && /\.m?ts$|\.mjs$/.test(as)) expect(scriptOf(command)).toContain(as);
});

it.each(Object.keys(BY_HAND))('%s is told somewhere: no exception outlives its command', (exception) => {
  expect(ALL.flatMap(commandsOf).some((command) => command.startsWith(exception))).toBe(true);
});

it('would notice a command that nothing executes, wherever it stands', () => {
  const text = [
    'As `npm run release -- --now` does, or `git bisect start HEAD`.',
    '```sh\nX=1 npm run release    # now\n```',
    '1. So:\n\n   ```sh\n   cd here && porter.sh\n   ./unknown.sh |\n     node nowhere.ts\n   ```',
    '```\nnpm run unheard -w frontend\n```',
  ].join('\n\n');
  expect(commandsOf({ text }).filter((command) => !isExecuted(command))).toEqual([
    'npm run release',
    'porter.sh',
    './unknown.sh',
    'node nowhere.ts',
    'npm run unheard -w frontend',
    'npm run release -- --now',
    'git bisect start HEAD',
  ]);
});

/** Whether the test that is named for it runs the block of this name. */
function asWritten(name: string): boolean {
  const test = AS_WRITTEN[name];
  return test !== undefined && readFileSync(join(ROOT, test), 'utf8').includes(`'${name}'`);
}

function isBroken({ to, anchor }: { to: string; anchor: string | undefined }): boolean {
  const target = join(ROOT, to);
  if (!existsSync(target)) return true;
  return anchor !== undefined && to.endsWith('.md') && !anchorsOf(readFileSync(target, 'utf8')).has(anchor);
}

/** The files and folders of the repository that a command names, in an image too. */
function pathsOf(command: string): string[] {
  return [
    ...command.matchAll(
      /(?:^| |\/app\/)((?:contracts|frontend|infrastructure|packages|services|standalone|tests)(?:\/[\w./-]+)?)(?= |$)/g,
    ),
  ]
    .map(([, path = '']) => path)
    .filter((path) => !path.includes('/build'));
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
    [...Object.keys(BY_A_TEST), ...Object.keys(BY_HAND)].some((one) => key === one || key.startsWith(`${one} `)) ||
    [...Object.values(JUDGED), ...Object.values(BY_THE_CONTAINER_STAGE)].some((kind) => kind.test(command))
  );
}
