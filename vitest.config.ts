import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**'];

/** Two projects by suffix: unit tests do no I/O; integration tests start real engines on free ports. */
export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.unit.test.ts'], exclude, testTimeout: 20_000 } },
      {
        extends: true,
        test: { name: 'integration', include: ['**/*.integration.test.ts'], exclude, testTimeout: 30_000, hookTimeout: 60_000 },
      },
    ],
  },
});
