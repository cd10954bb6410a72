import { describeCache } from '../../../packages/service-kit/src/cache/cache-suite.ts';
import { simulatedCache } from './cache.ts';

describeCache('the simulated cache', simulatedCache);
