import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '../check.ts';
import { filesUnder } from '../files.ts';
import { objectAt } from '../json.ts';
import type { Template } from './templates.ts';

/** `aws.sh` and its parts, in one text. */
export async function scripts(root: string): Promise<string> {
  const files = await filesUnder(root, 'infrastructure/aws.sh', 'infrastructure/aws/*.sh');
  return (await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))).join('\n');
}

/** What the scripts read of the stacks is among their outputs, and what the root stack hands on is read by somebody. */
export async function scriptOutputs(root: string, all: Template[]): Promise<Finding[]> {
  const script = await scripts(root);
  const outputsOf = (file: string) => Object.keys(objectAt(all.find(({ name }) => name === file)?.body, 'Outputs'));
  const outputs = new Set(['main.yaml', 'global.yaml'].flatMap(outputsOf));
  const read = [...script.matchAll(/\$\(output "?([A-Z]\w+|\$\{service\^\}Targets)/g)].flatMap(([, name = '']) =>
    name.endsWith('}Targets') ? ['UsersTargets', 'PlayersTargets', 'MatchesTargets'] : [name],
  );
  return [
    ...[...new Set(read)]
      .filter((name) => !outputs.has(name))
      .map((name) => ({ file: 'infrastructure/aws.sh', message: `no stack has an output ${name}` })),
    ...[...outputs]
      .filter((name) => !read.includes(name) && !FOR_PEOPLE.includes(name))
      .map((name) => ({ file: 'main.yaml', message: `nobody reads the output ${name}` })),
  ];
}

/** What the README tells people to look up. */
const FOR_PEOPLE = ['DistributionHost', 'DeliveryRole'];
