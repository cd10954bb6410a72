import { parentPort } from 'node:worker_threads';
import type { Answer, Job } from '../src/adapters/engine/job.ts';

function workedMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

const answer = () => parentPort?.postMessage({ failure: 'here I am' } satisfies Answer);

/** An engine that does what a draw's seed tells it. */
const deeds: Record<string, () => void> = {
  answer,
  'say nothing': () => {},
  'work for ever': () => {
    for (;;);
  },
  'work for 600 ms and get no processor for as long': () => {
    const before = workedMs();
    while (workedMs() < before + 600);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    answer();
  },
};

parentPort?.on('message', ({ task }: Job) => deeds[task.input.seed]?.());
