import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**', '**/build/**', '**/.stryker-tmp/**'];

/**
 * What a test waits for comes when the machine gets round to it, and that may be a small one with other work to do: these
 * bounds end what hangs, and say nothing of how long anything takes. Where something must come soon, the test says how soon.
 */
const patience = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 60_000, interval: 20 } },
};

/** Projects by suffix: unit tests do no I/O (those of the web app after its messages are compiled); integration tests start real engines on free ports. */
export default defineConfig({
  test: {
    // Tests mostly wait for engines: no processor is kept free for the runner.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.unit.test.ts'],
          exclude: [...exclude, 'frontend/**'],
          // Files share a process and what they import: starting one for each took longer than most of them take.
          isolate: false,
          testTimeout: patience.testTimeout,
        },
      },
      'frontend/vitest.config.ts',
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.integration.test.ts'],
          exclude,
          ...patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'security',
          include: ['tests/security/**/*.security.test.ts'],
          ...patience,
        },
      },
    ],
  },
});
