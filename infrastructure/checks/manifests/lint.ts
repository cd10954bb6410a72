import type { Check } from '../check.ts';
import { helm } from './cluster-programs.ts';
import { helmArguments, renderings } from './renderings.ts';

/** `helm lint --strict`: the chart's form and the values' schema, for every chart with every values file. */
export const helmLint: Check = {
  name: 'helm lint',
  async run(root) {
    const all = await Promise.all(
      (await renderings(root)).map(async (rendering) => {
        const { failed, output, errors } = await helm('lint', '--strict', '--quiet', ...helmArguments(root, rendering));
        if (!failed) return [];
        const said = `${output}\n${errors}`.split('\n').filter((line) => /\[(ERROR|WARNING)\]|^- at /.test(line));
        return [{ file: rendering.name, message: said.join(' ').trim() || output.trim() }];
      }),
    );
    return all.flat();
  },
};
