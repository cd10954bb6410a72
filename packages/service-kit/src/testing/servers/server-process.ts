import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { RealServer } from './real-server.ts';

const START_MS = 60_000;
const STOP_MS = 20_000;

export interface ServerProgram {
  name: string;
  url: string;
  command: string;
  args: string[];
  cwd: string;
  env?: Record<string, string>;
  /** Whether it takes work by now. */
  ready(): Promise<boolean>;
  /** The server's own process, where the command only starts it. Default: the command's. */
  pid?(): number | undefined;
  /** Cleans up what lies outside of its folder. */
  afterEnd?(): Promise<void>;
  removeFolder(): Promise<void>;
}

/** Runs a server program until it is removed, and no longer than this process. */
export async function runServer(program: ServerProgram): Promise<RealServer> {
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  const signalNow = (signal: NodeJS.Signals) => {
    const pid = program.pid?.() ?? child?.pid;
    if (pid !== undefined && child?.exitCode === null && child.signalCode === null) process.kill(pid, signal);
  };
  const atExit = () => signalNow('SIGKILL');

  const start = async () => {
    const printed: string[] = [];
    const started = spawn(program.command, program.args, {
      cwd: program.cwd,
      env: { ...process.env, ...program.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    ended = once(started, 'exit');
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => printed.push(chunk.toString()) > 50 && printed.shift());
    }
    const deadline = performance.now() + START_MS;
    while (!(await program.ready())) {
      const failed = started.exitCode !== null || performance.now() > deadline;
      if (failed) throw new Error(`${program.name} did not start: ${printed.join('').trim()}`);
      await after(50);
    }
  };

  const stop = async () => {
    signalNow('SIGTERM');
    const late = setTimeout(() => signalNow('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(late);
  };

  process.once('exit', atExit);
  await start();
  return {
    url: program.url,
    start,
    async signal(signal) {
      signalNow(signal);
      if (signal === 'SIGKILL' || signal === 'SIGTERM') await ended;
    },
    async remove() {
      signalNow('SIGCONT');
      await stop();
      process.off('exit', atExit);
      await program.afterEnd?.();
      await program.removeFolder();
    },
  };
}

/** Where a program lies: the first of the given places, or of the PATH, that has it. */
export function programAt(name: string, ...places: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return [...places, ...folders.map((folder) => join(folder, name))].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The number in the first line of a file, as servers write their process there. */
export function pidIn(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** A process and all that it has started, as Linux tells them. */
export function familyOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => familyOf(Number(child)))];
}
