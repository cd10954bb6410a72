import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { statementsOf } from './grants.ts';
import { scripts } from './script-outputs.ts';
import { FOLDER, resourcesOf, templates } from './templates.ts';

/** Calls of the AWS CLI, and the permissions that they need on what we have. */
const ACTIONS: Record<string, string[]> = {
  'cloudformation describe-stacks': ['cloudformation:DescribeStacks'],
  'cloudfront create-invalidation': ['cloudfront:CreateInvalidation'],
  'eks update-kubeconfig': ['eks:DescribeCluster'],
  's3 sync': ['s3:ListBucket', 's3:PutObject', 'kms:GenerateDataKey'],
};

/** The release pipeline may do in the account exactly what its jobs call: `aws.sh` as far as they use it, and their own lines. */
export const deliveryPermissions: Check = {
  name: 'delivery permissions',
  async run(root) {
    const released = await readFile(join(root, '.github/workflows/release.yml'), 'utf8');
    const all = await scripts(root);
    const used = new Set([...released.matchAll(/aws\.sh (\w+)/g)].map(([, name = '']) => name));
    const texts = [released, functionIn(all, 'output'), ...[...used].map((name) => functionIn(all, name))];
    const called = texts.flatMap((text) =>
      [...text.matchAll(/\baws ([a-z0-9]+ [a-z-]+)/g)].map(([, call = '']) => call),
    );
    const needed = new Set([...called.flatMap((call) => ACTIONS[call] ?? [`what "aws ${call}" needs`])]);
    const granted = new Set(
      (await templates(root))
        .filter(({ name }) => name === 'delivery.yaml' || name === 'publishing.yaml')
        .flatMap(resourcesOf)
        .flatMap(statementsOf)
        .flatMap(({ actions }) => actions),
    );
    return [
      ...[...needed].filter((action) => !granted.has(action)).map((action) => `the pipeline may not ${action}`),
      ...[...granted].filter((action) => !needed.has(action)).map((action) => `the pipeline never calls ${action}`),
    ].map((message) => ({ file: `${FOLDER}/delivery.yaml`, message }));
  },
};

/** The body of a function of a shell script. */
function functionIn(script: string, name: string): string {
  return new RegExp(`^${name}\\(\\) \\{$[\\s\\S]*?^\\}$`, 'm').exec(script)?.[0] ?? '';
}
