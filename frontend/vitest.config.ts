import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineProject } from 'vitest/config';

/** Rules, stores and components of the web app; a component's test names happy-dom in its first line. */
export default defineProject({
  plugins: [svelte({ configFile: false }), svelteTesting()],
  test: {
    name: 'unit-frontend',
    include: ['src/**/*.unit.test.ts'],
    globalSetup: ['scripts/prepare-tests.ts'],
  },
});
