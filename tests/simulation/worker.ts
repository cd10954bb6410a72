import { parentPort, workerData } from 'node:worker_threads';
import { history } from './history.ts';
import { PLANTS } from './plants.ts';

interface Task {
  first: number;
  step: number;
  beyond: number;
  plant?: string | undefined;
}

const { first, step, beyond, plant } = workerData as Task;
for (let seed = first; seed < beyond; seed += step)
  parentPort?.postMessage(await history(seed, plant === undefined ? {} : PLANTS[plant]?.()));
