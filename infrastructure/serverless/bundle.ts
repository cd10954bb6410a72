import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';
import { bundle } from '../images/bundle.ts';

/** The function with all it needs in one folder: `handler.mjs`, and `engine-worker.mjs` for the engine's thread. */
export function bundleFunction(folder: string): Promise<void> {
  const handler = fileURLToPath(new URL('handler.ts', import.meta.url));
  return bundle(folder, { handler }, { plugins: [noReferencePage], small: true });
}

/** A page of half a megabyte for developers, who find it elsewhere. */
const noReferencePage: Plugin = {
  name: 'no reference page',
  load: (id) => (id.endsWith('/http/reference-page.ts') ? 'export async function referencePage() {}' : undefined),
};
