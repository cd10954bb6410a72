import { parentPort, workerData } from 'node:worker_threads';
import { history } from './history.ts';

const { first, step, beyond } = workerData as { first: number; step: number; beyond: number };
for (let seed = first; seed < beyond; seed += step) parentPort?.postMessage(await history(seed));
