import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';

export interface ServiceProcess {
  /** undefined while it is between two lives. */
  pid(): number | undefined;
  /** Asks it to end, and resolves when it has; it is started again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const REST_MS = 500;

/** Runs a service's program, and again whenever it ends by itself, until it is stopped. */
export function keepRunning(program: string, env: Record<string, string>): ServiceProcess {
  let child: ChildProcess | undefined;
  let stopped = false;
  const live = async () => {
    while (!stopped) {
      child = spawn(process.execPath, [program], { env: { ...process.env, ...env }, stdio: 'inherit' });
      await once(child, 'exit');
      child = undefined;
      if (!stopped) await after(REST_MS);
    }
  };
  const lived = live();
  return {
    pid: () => child?.pid,
    async restart() {
      const ending = child;
      if (!ending) return;
      ending.kill('SIGTERM');
      await once(ending, 'exit');
    },
    async stop() {
      stopped = true;
      child?.kill('SIGTERM');
      await lived;
    },
  };
}
