import { join } from 'node:path';
import { DCLinter } from 'dclint';
import type { Check } from '../check.ts';
import { filesUnder } from '../files.ts';

/** Its own types cannot be resolved outside of it. */
interface Linter {
  lintFiles(paths: string[], recursive: boolean): { messages: { line: number; message: string }[] }[];
}

/** Of its rules those about what goes wrong; the order of keys is the author's. */
const RULES = {
  'no-build-and-image': 0,
  'no-duplicate-container-names': 2,
  'no-duplicate-exported-ports': 2,
  'no-quotes-in-volumes': 0,
  'no-unbound-port-interfaces': 0,
  'no-version-field': 2,
  'require-project-name-field': 0,
  'require-quotes-in-ports': 0,
  'service-container-name-regex': 2,
  'service-dependencies-alphabetical-order': 0,
  'service-image-require-explicit-tag': 2,
  'service-keys-order': 0,
  'service-ports-alphabetical-order': 0,
  'services-alphabetical-order': 0,
  'top-level-properties-order': 0,
} as const;

/** Compose files by the Compose Specification's schema, and a few rules. */
export const composeFiles: Check = {
  name: 'compose files',
  async run(root) {
    const files = await filesUnder(root, '**/compose.yaml', '**/compose.*.yaml');
    const linter: Linter = new DCLinter({ rules: { ...RULES }, quiet: true, debug: false, exclude: [] });
    return files.flatMap((file) =>
      linter
        .lintFiles([join(root, file)], false)
        .flatMap(({ messages }) => messages.map(({ line, message }) => ({ file: `${file}:${line}`, message }))),
    );
  },
};
