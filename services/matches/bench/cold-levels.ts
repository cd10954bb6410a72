import { performance } from 'node:perf_hooks';
import { internalLevels } from '../src/domain/levels.ts';
import { largeSquad, storedBallots } from './large-squad.ts';

/**
 * In a process that has done nothing yet: reads stored ballots and computes the levels, once, and says how long that kept
 * this thread busy, and how long it took by the clock.
 */
const stored = storedBallots(0);
const start = now();
const ballots = stored.map((doc) => JSON.parse(doc));
const read = now();
internalLevels(largeSquad, ballots);
const done = now();
process.send?.({ reading: read.busy - start.busy, levels: done.busy - read.busy, clock: done.clock - start.clock });
process.disconnect();

function now() {
  const { user, system } = process.threadCpuUsage();
  return { busy: (user + system) / 1000, clock: performance.now() };
}
