import { defineConfig } from 'vitest/config';

/** Only the unit tests of the domain, for the mutation tests. */
export default defineConfig({
  test: { include: ['src/domain/**/*.unit.test.ts'], testTimeout: 60_000, isolate: false },
});
