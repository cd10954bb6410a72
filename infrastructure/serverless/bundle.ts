import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'rolldown';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The function with all it needs in one folder: `handler.mjs`, and `engine-worker.mjs` for the engine's thread. */
export async function bundle(folder: string): Promise<void> {
  await build({
    input: {
      handler: at('handler.ts'),
      'engine-worker': at('../../services/matches/src/adapters/engine/engine-worker.ts'),
    },
    platform: 'node',
    // The embedded store stays behind: it is loaded only where no other is named, and in AWS one is.
    external: ['dynalite'],
    plugins: [engineBeside, noReferencePage],
    output: {
      dir: folder,
      format: 'esm',
      minify: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    },
    logLevel: 'warn',
  });
}

/** The thread's program is named by its source; here it lies beside the handler. */
const engineBeside: Plugin = {
  name: 'engine beside',
  transform: (code, id) =>
    id.endsWith('/threaded-engine.ts') ? code.replace('./engine-worker.ts', './engine-worker.mjs') : undefined,
};

/** A page of half a megabyte for developers, who find it elsewhere. */
const noReferencePage: Plugin = {
  name: 'no reference page',
  load: (id) => (id.endsWith('/http/reference-page.ts') ? 'export async function referencePage() {}' : undefined),
};
