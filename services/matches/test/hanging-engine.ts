import { parentPort } from 'node:worker_threads';

/** An engine that takes every job and never answers. */
parentPort?.on('message', () => {});
