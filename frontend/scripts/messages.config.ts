import { fileURLToPath } from 'node:url';
import type { CompilerOptions } from '@inlang/paraglide-js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** How messages/*.json become functions: one place for the build, the type check and the tests. */
export const messageCompiler: CompilerOptions = {
  project: here('../project.inlang'),
  outdir: here('../src/lib/paraglide'),
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  isServer: 'import.meta.env.SSR',
  emitReadme: false,
  emitPrettierIgnore: false,
};
