import type { Worker } from 'node:worker_threads';

/** How long a thread may be at one job before it is held to hang. */
export interface Patience {
  /** Of processor time, which a thread does not get where other programs have it: kept waiting is not hanging. */
  workMs: number;
  /** By the clock, for a thread that does not work either. */
  silenceMs: number;
}

/** Calls `hangs` when the thread's patience, counted from now on, is over. Gives what ends the watch. */
export function watchThread(thread: Worker, patience: Patience, hangs: (cause: Error) => void): () => void {
  const { workMs, silenceMs } = patience;
  const before = workedMs(thread);
  let over = false;
  const silence = setTimeout(() => hangs(new Error(`no answer for ${silenceMs} ms`)), silenceMs);
  // It cannot have worked for longer than there was time to, so that an ordinary job is never looked at.
  let next = setTimeout(look, workMs);
  return () => {
    over = true;
    clearTimeout(silence);
    clearTimeout(next);
  };

  async function look(): Promise<void> {
    const leftMs = workMs - ((await workedMs(thread)) - (await before));
    if (over) return;
    if (leftMs > 0) next = setTimeout(look, leftMs);
    else hangs(new Error(`no answer after ${workMs} ms of work`));
  }
}

/** The thread's own processor time so far. One that is gone has none, and tells of its end by itself. */
async function workedMs(thread: Worker): Promise<number> {
  const { user, system } = await thread.cpuUsage().catch(() => ({ user: 0, system: 0 }));
  return (user + system) / 1000;
}
