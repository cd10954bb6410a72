import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
    plugins: [engineBeside, contractSchemaBeside, noReferencePage],
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

/** Contracts are judged by a schema that is read as a file. */
const contractSchemaBeside: Plugin = {
  name: 'contract schema beside',
  transform(_code, id) {
    if (!id.endsWith('/openapi-schema-validator/index.js')) return;
    const fileName = 'schemas/v3.1/schema.json';
    this.emitFile({ type: 'asset', fileName, source: readFileSync(new URL(fileName, pathToFileURL(id))) });
  },
};

/** A page of half a megabyte for developers, who find it elsewhere. */
const noReferencePage: Plugin = {
  name: 'no reference page',
  load: (id) => (id.endsWith('/http/reference-page.ts') ? 'export async function referencePage() {}' : undefined),
};
