// Writes a program of ours with all that it imports into one folder: a start then reads few files instead of a thousand, and
// what is never called is not there. Usage: bundle.ts FOLDER PROGRAM…
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'rolldown';

const engine = fileURLToPath(new URL('../../services/matches/src/adapters/engine/engine-worker.ts', import.meta.url));

const WORKER = "'./engine-worker.ts'";

/** Loaded only where no engine is named, or as it lies in node_modules: native code, and pages with files of their own. */
const BESIDE = [
  'dynalite',
  'abstract-level',
  'classic-level',
  '@electric-sql/pglite',
  'pg-native',
  '@node-rs/argon2',
  /^@fastify\/swagger/,
];

export interface BundleOptions {
  plugins?: Plugin[];
  /** As small as can be; otherwise names stay, so that traces of what went wrong are read without a map. */
  small?: boolean;
}

/** `programs` by the names that they get; the matches service's also brings its engine's thread. */
export async function bundle(
  folder: string,
  programs: Record<string, string>,
  { plugins = [], small = false }: BundleOptions = {},
): Promise<void> {
  let drawing = false;
  /** The thread's program is named by its source; here it lies beside the program. */
  const engineBeside: Plugin = {
    name: 'engine beside',
    transform(code, id) {
      if (!id.includes('/adapters/engine/') || !code.includes(WORKER)) return;
      if (!drawing) this.emitFile({ type: 'chunk', id: engine, fileName: 'engine-worker.mjs' });
      drawing = true;
      return { code: code.replace(WORKER, "'./engine-worker.mjs'"), map: null };
    },
  };
  await build({
    input: programs,
    platform: 'node',
    external: BESIDE,
    plugins: [engineBeside, ...plugins],
    output: {
      dir: folder,
      format: 'esm',
      minify: small || { compress: true, mangle: false, codegen: { removeWhitespace: false } },
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name].mjs',
    },
    logLevel: 'warn',
  });
}

const [script, folder, ...programs] = process.argv.slice(1);
if (script === fileURLToPath(import.meta.url)) {
  if (folder === undefined || programs.length === 0) throw new Error('Usage: bundle.ts FOLDER PROGRAM…');
  await bundle(folder, Object.fromEntries(programs.map((program) => [basename(program, '.ts'), program])));
}
