import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

/** The published form: plain JavaScript with types, and a package.json that points at them. */
const root = new URL('..', import.meta.url);
const dist = new URL('dist/', root);
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const program = ts.createProgram([new URL('src/index.ts', root).pathname], {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  allowImportingTsExtensions: true,
  rewriteRelativeImportExtensions: true,
  declaration: true,
  rootDir: new URL('src', root).pathname,
  outDir: dist.pathname,
});
const problems = [...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics];
if (problems.length > 0) {
  console.error(
    ts.formatDiagnostics(problems, {
      getCanonicalFileName: (f) => f,
      getCurrentDirectory: () => '',
      getNewLine: () => '\n',
    }),
  );
  process.exit(1);
}

const { name, version, description, license, type, sideEffects } = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
);
const exports = { '.': { types: './index.d.ts', default: './index.js' } };
const manifest = { name, version, description, license, type, sideEffects, engines: { node: '>=20' }, exports };
writeFileSync(new URL('package.json', dist), `${JSON.stringify(manifest, null, 2)}\n`);
cpSync(new URL('README.md', root), new URL('README.md', dist));
console.log(`built ${name} ${version} in packages/balancer/dist; publish that folder`);
