import { readFile } from 'node:fs/promises';

type Chunk = { file: string; imports?: string[]; css?: string[]; assets?: string[] };
type Manifest = Record<string, Chunk>;

const kit = new URL('../../.svelte-kit/', import.meta.url);
const nodeOf = (index: number) => `.svelte-kit/generated/build/client-optimized/nodes/${index}.js`;
/** Which scripts and styles each screen needs before it can show anything, by its route, as the last build cut them. */
export async function routeFiles(): Promise<Map<string, string[]>> {
  const manifest = JSON.parse(await readFile(new URL('output/client/.vite/manifest.json', kit), 'utf8')) as Manifest;
  const app = new URL('generated/build/client-optimized/app.js', kit);
  const { dictionary } = parseDictionary(await readFile(app, 'utf8'));
  const start = Object.keys(manifest).filter((name) =>
    /runtime\/client\/(entry|client-entry)\.js$|client-optimized\/app\.js$/.test(name),
  );
  return new Map(
    // The layouts and the error page come with the app (unused.ts).
    Object.entries(dictionary).map(([route, [page]]) => [
      route,
      [...closure(manifest, [...start, nodeOf(page)])].sort(),
    ]),
  );
}

type Dictionary = Record<string, [page: number, layouts?: number[]]>;

/** SvelteKit writes which nodes a route is made of into the app's entry, as an object of JSON. */
function parseDictionary(source: string): { dictionary: Dictionary } {
  const written = /export const dictionary = (\{[^;]*\});/.exec(source)?.[1];
  if (written === undefined) throw new Error('no routes in what SvelteKit generated');
  return { dictionary: JSON.parse(written) as Dictionary };
}

function closure(
  manifest: Manifest,
  names: string[],
  found = new Set<string>(),
  seen = new Set<string>(),
): Set<string> {
  for (const name of names) {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) continue;
    seen.add(name);
    found.add(chunk.file);
    for (const style of chunk.css ?? []) found.add(style);
    closure(manifest, chunk.imports ?? [], found, seen);
  }
  return found;
}
