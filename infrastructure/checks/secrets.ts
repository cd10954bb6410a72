import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Check } from './check.ts';

/** Keys, tokens and passwords of known forms in the tree. */
export const secrets: Check = {
  name: 'secrets',
  async run(root) {
    const program = join(import.meta.dirname, '../../node_modules/.bin/secretlint');
    const { status, stdout, stderr } = spawnSync(program, ['**/*'], { cwd: root, encoding: 'utf8' });
    return status === 0 ? [] : [{ file: '.', message: `${stdout}${stderr}`.trim() }];
  },
};
