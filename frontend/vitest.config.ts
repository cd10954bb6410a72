import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineProject } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Rules, stores and components of the web app; a component's test names happy-dom in its first line. */
export default defineProject({
  plugins: [svelte({ configFile: false }), svelteTesting()],
  resolve: {
    alias: {
      '$app/navigation': here('test/app-navigation.ts'),
      '$app/paths': here('test/app-paths.ts'),
      '$app/state': here('test/app-state.ts'),
    },
  },
  test: {
    name: 'unit-frontend',
    include: ['src/**/*.unit.test.ts'],
    globalSetup: ['scripts/prepare-tests.ts'],
    setupFiles: ['test/set-up.ts'],
    // Files share a process and what they import; each has a document of its own.
    isolate: false,
    // As many processes as the other projects have.
    maxWorkers: availableParallelism(),
    // Bounds end what hangs: on a busy machine a first rendering takes seconds.
    testTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 10 } },
  },
});
