import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './documents.ts';

const { scripts: SCRIPTS } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** `npm run x -w y -- args` without what varies: `npm run x -w y`. Undefined where it is no command of npm's. */
export function npmCommand(command: string): string | undefined {
  const [, name, workspace] =
    /^npm (?:run )?(?:--silent )?([\w:-]+)(?: -w ([\w/.-]+))?/.exec(
      command.replace(/ (?:--silent|--workspaces|--if-present)/g, ''),
    ) ?? [];
  if (name === undefined) return undefined;
  const verb = name in { ci: 1, audit: 1, start: 1, test: 1 } && !command.startsWith('npm run') ? name : `run ${name}`;
  return `npm ${verb}${workspace ? ` -w ${workspace}` : ''}`;
}

/** The script behind a command of npm's, if there is one. */
export function scriptOf(command: string): string | undefined {
  const [, name, workspace] = /^npm (?:run )?([\w:-]+)(?: -w ([\w/.-]+))?$/.exec(command) ?? [];
  if (name === undefined) return undefined;
  if (workspace === undefined) return SCRIPTS[name];
  const { scripts = {} } = JSON.parse(readFileSync(join(ROOT, workspace, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  return scripts[name];
}

/** The options after `--` of a command of npm's, and whether the program behind it reads them. */
export function optionsOf(command: string): { option: string; known: boolean }[] {
  const [, name = '', given = ''] = /^(npm (?:run )?[\w:-]+(?: -w \S+)?) (?:\[)?-- (.*)$/.exec(command) ?? [];
  const program = /^node (\S+)/.exec(scriptOf(name) ?? '')?.[1];
  if (program === undefined) return [];
  const source = readFileSync(join(ROOT, program), 'utf8');
  return [...given.matchAll(/--([a-z-]+)/g)].map(([, option = '']) => ({
    option,
    known: new RegExp(`^ *['"]?${option}['"]?: \\{ type:|[{ ]${option}: \\{ type:|'--${option}'`, 'm').test(source),
  }));
}

/** Every command of npm's that the gate, a hook or a workflow runs, with those that these run in turn. */
export function executed(): Set<string> {
  const runners = ['.ci/run', 'lefthook.yml', ...globSync('.github/**/*.yml', { cwd: ROOT })];
  const found = new Set<string>();
  const waiting = runners.flatMap((path) => npmCommandsIn(withoutComments(readFileSync(join(ROOT, path), 'utf8'))));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...npmCommandsIn(scriptOf(next) ?? ''));
  }
  return found;
}

function npmCommandsIn(text: string): string[] {
  return [...text.matchAll(/npm (?:run|ci|test|start|audit)[^&|;'"\n]*/g)].flatMap(([line]) => npmCommand(line) ?? []);
}

/** What a comment names is not run. */
function withoutComments(text: string): string {
  return text.replaceAll(/(^|\s)#.*$/gm, '$1');
}

/** Whether this script does nothing but run others, each of which is executed. */
export function isSumOf(parts: Set<string>, command: string): boolean {
  const script = scriptOf(command)?.split('&&') ?? [];
  const runs = script.map((part) => npmCommandsIn(part)[0]);
  return runs.length > 1 && runs.every((run) => run !== undefined && parts.has(run));
}
