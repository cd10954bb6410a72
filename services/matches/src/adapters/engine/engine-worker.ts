import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { draw, repair } from '@besteam/balancer';
import type { Answer, Job } from './job.ts';

// On Linux priorities are a thread's own: where there are fewer cores than work, requests go before draws.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

/** The other side of `engineThread`: one job at a time. */
parentPort?.on('message', ({ task }: Job) => {
  parentPort?.postMessage(run(task));
});

function run(task: Job['task']): Answer {
  try {
    const outcome = task.kind === 'draw' ? draw(task.input) : repair(task.input, task.teams, task.change);
    return { outcome };
  } catch (error) {
    return { failure: String(error) };
  }
}
