import { join } from 'node:path';
import { RegoEngine, TemplateFile } from '@aws/cloudformation-validate';
import type { Check } from '../check.ts';
import { filesUnder } from '../files.ts';
import { FOLDER } from './templates.ts';

/** W3030: a value that is not among those allowed, which AWS refuses however gently the linter says it. */
const FAILING = new Set(['FATAL', 'ERROR']);

/** Every template by AWS's own validator: types, properties, references, allowed values. */
export const templateSchema: Check = {
  name: 'template schema',
  async run(root) {
    const engine = new RegoEngine();
    try {
      return (await filesUnder(root, `${FOLDER}/*.yaml`)).flatMap((file) =>
        engine
          .validateStandard(new TemplateFile(join(root, file)))
          .diagnostics.filter(({ severity, ruleId }) => FAILING.has(severity) || ruleId === 'W3030')
          .map(({ ruleId, entity, message }) => ({
            file: `${file}: ${entity?.logicalId ?? ''}`,
            message: `${ruleId} ${message}`,
          })),
      );
    } finally {
      engine.free();
    }
  },
};
