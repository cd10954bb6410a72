// Deletes from node_modules what no program loads: types, sources in TypeScript (Node strips no types there), maps, manuals.
// Licences stay. Usage: prune.ts [FOLDER]
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NEVER_LOADED = /\.(ts|mts|cts|map|md|markdown|flow|tsbuildinfo)$/i;
const LEGAL = /^(licen[cs]e|notice|copying|third.?party)/i;

let files = 0;
let bytes = 0;
for (const entry of readdirSync(process.argv[2] ?? 'node_modules', { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !NEVER_LOADED.test(entry.name) || LEGAL.test(entry.name)) continue;
  const file = join(entry.parentPath, entry.name);
  files += 1;
  bytes += statSync(file).size;
  rmSync(file);
}
process.stdout.write(`${files} files, ${(bytes / 1e6).toFixed(1)} MB deleted\n`);
