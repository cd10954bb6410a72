import { defineConfig } from 'vitest/config';

/** The unit tests of the domain, for the mutation tests; the attack on the privacy of ratings takes long and finds little. */
export default defineConfig({
  test: {
    include: ['src/domain/*.unit.test.ts'],
    exclude: ['src/domain/privacy-of-ratings.unit.test.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
