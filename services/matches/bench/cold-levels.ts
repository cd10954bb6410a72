import { performance } from 'node:perf_hooks';
import { internalLevels } from '../src/domain/levels.ts';
import { largeSquad, storedBallots } from './large-squad.ts';

/** In a process that has done nothing yet: reads stored ballots and computes the levels, once, and says how long it took. */
const stored = storedBallots(0);
const start = performance.now();
const ballots = stored.map((doc) => JSON.parse(doc));
const read = performance.now();
internalLevels(largeSquad, ballots);
process.send?.({ reading: read - start, levels: performance.now() - read });
process.disconnect();
