import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { hex, sha256 } from '../../src/sha256.ts';
import type { Mutant } from './mutant.ts';

/** Every change that Stryker would make to a file of the package. */
export async function mutantsOf(root: string, file: string): Promise<Mutant[]> {
  const content = readFileSync(root + file, 'utf8');
  const version = hex(sha256(content)).slice(0, 8);
  const options = { plugins: null, ignorers: [], excludedMutations: [] };
  const { mutants } = await new Instrumenter(SILENT).instrument([{ name: file, content, mutate: true }], options);
  const lines = [...content.matchAll(/^/gm)].map(({ index }) => index);
  const offset = ({ line, column }: { line: number; column: number }) => (lines[line] ?? 0) + column;
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ location: { start, end }, mutatorName: mutator, replacement }) => {
      return { file, version, line: start.line + 1, mutator, from: offset(start), to: offset(end), replacement };
    });
}

const no = () => false;
const nothing = () => undefined;
const SILENT = {
  isTraceEnabled: no,
  isDebugEnabled: no,
  isInfoEnabled: no,
  isWarnEnabled: no,
  isErrorEnabled: no,
  isFatalEnabled: no,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};
