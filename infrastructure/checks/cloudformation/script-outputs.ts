import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../check.ts';
import { objectAt } from '../json.ts';
import type { Template } from './templates.ts';

const SCRIPT = 'infrastructure/aws.sh';

/** What the script reads of the stacks is among their outputs. */
export async function scriptOutputs(root: string, all: Template[]): Promise<Finding[]> {
  const script = await readFile(join(root, SCRIPT), 'utf8');
  const outputs = new Set(
    all
      .filter(({ name }) => name === 'main.yaml' || name === 'global.yaml')
      .flatMap(({ body }) => Object.keys(objectAt(body, 'Outputs'))),
  );
  const read = new Set([...script.matchAll(/\$\(output ([A-Z]\w+)/g)].map(([, name = '']) => name));
  return [...read]
    .filter((name) => !outputs.has(name))
    .map((name) => ({ file: SCRIPT, message: `no stack has an output ${name}` }));
}
