import { defineConfig } from 'vitest/config';

/** Only the unit tests of this package, for the mutation tests. */
export default defineConfig({ test: { include: ['test/**/*.unit.test.ts'], testTimeout: 60_000 } });
