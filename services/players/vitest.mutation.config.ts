import { defineConfig } from 'vitest/config';

/** The unit tests of the domain for the mutation tests, without the properties: too many cases to repeat for each mutant. */
export default defineConfig({
  test: {
    include: ['src/domain/**/*.unit.test.ts'],
    exclude: ['**/invariants.unit.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
