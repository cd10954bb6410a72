import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const PROGRAM = '/usr/bin/docker';
const MOST_PRINTED = 64 * 1024 * 1024;

/** Runs Docker and gives what it prints; a failure carries what it complained about. */
export async function docker(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(PROGRAM, args, { maxBuffer: MOST_PRINTED });
  return stdout.trim();
}

/** Runs a shell command as it is told, with Debian's Docker. */
export async function dockerIn(
  { cwd, env }: { cwd: string; env: Record<string, string> },
  command: string,
): Promise<void> {
  const PATH = `${dirname(PROGRAM)}:${process.env['PATH']}`;
  await promisify(execFile)('bash', ['-c', command], {
    cwd,
    env: { ...process.env, ...env, PATH },
    maxBuffer: MOST_PRINTED,
  });
}

/** Runs Docker for a long time and shows what it prints only when it fails. */
export async function dockerAtLength(...args: string[]): Promise<void> {
  const child = spawn(PROGRAM, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`docker ${args.join(' ')} ended with ${code}:\n${printed.join('').slice(-6000)}`);
}

/** What Docker knows of an image or a container. */
export async function inspect<T>(kind: 'image' | 'container', name: string): Promise<T> {
  const [first] = JSON.parse(await docker(kind, 'inspect', name)) as T[];
  if (first === undefined) throw new Error(`there is no ${kind} ${name}`);
  return first;
}
