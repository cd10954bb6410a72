import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Agent, fetch as undiciFetch } from 'undici';

/** Besteam as a program of its own, to be killed and started again on the same data. */
export interface Program {
  origin: string;
  /** fetch that trusts the program's own authority. */
  fetch: typeof fetch;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/**
 * Starts the program and resolves once it says that it is ready; rejects with what it printed when it ends before.
 * `heard` is told all that it prints; `main` is the program: `npm start`, or another of this package.
 */
export async function startProgram(
  env: { DATA_DIR: string; PORT: string } & Record<string, string>,
  heard?: (printed: Buffer) => void,
  main = 'src/main.ts',
): Promise<Program> {
  const program = fileURLToPath(new URL(`../${main}`, import.meta.url));
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (heard) for (const output of [child.stdout, child.stderr]) output.on('data', heard);
  await ready(child);
  const agent = new Agent({ connect: { ca: readFileSync(join(env.DATA_DIR, 'tls/ca.pem'), 'utf8') } });
  return {
    origin: `https://localhost:${env.PORT}`,
    fetch: ((input: string, init?: object) =>
      undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      await agent.destroy();
      return code;
    },
  };
}

async function ready(child: ChildProcess): Promise<void> {
  const printed: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString()));
  if (!child.stdout) throw new Error('the program has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('Besteam is ready')) {
      child.stdout.resume();
      return;
    }
    printed.push(line);
  }
  throw new Error(printed.join('').trim());
}
