import { describe, expect, it } from 'vitest';
import type { Check } from '../check.ts';
import { type Fault, foundHere, foundIn } from '../planted.ts';
import { actionlint } from './actionlint.ts';
import { workflowActions } from './actions.ts';
import { workflowPrivileges } from './privileges.ts';
import { workflowSchema } from './schema.ts';

const CI = '.github/workflows/ci.yml';
const PRE = '.github/workflows/pre.yml';

const faults: [name: string, check: Check, fault: Fault, words: RegExp][] = [
  [
    'a job that needs a job that is not there',
    actionlint,
    { file: PRE, replace: 'needs: [ci, plan]', by: 'needs: [ci, plans]' },
    /pre\.yml:\d+: job "build" needs job "plans"/,
  ],
  [
    'an output that no step has',
    actionlint,
    { file: PRE, replace: 'steps.build.outputs.digest', by: 'steps.built.outputs.digest' },
    /property "built" is not defined/,
  ],
  [
    'a key that GitHub does not know',
    workflowSchema,
    { file: CI, replace: 'timeout-minutes: 15', by: 'timeout-minute: 15' },
    /ci\.yml: /,
  ],
  [
    'an action without a way to run',
    workflowSchema,
    { file: '.github/actions/prepare/action.yml', replace: 'using: composite', by: 'using: composit' },
    /prepare\/action\.yml: /,
  ],
  [
    'a bad action input',
    workflowActions,
    { file: CI, replace: 'fetch-depth: 0', by: 'fetch-dept: 0' },
    /actions\/checkout has no input fetch-dept/,
  ],
  [
    'an action by a tag',
    workflowActions,
    {
      file: PRE,
      replace: 'docker/setup-qemu-action@ce360397dd3f832beb865e1373c09c0e9f86d70a',
      by: 'docker/setup-qemu-action@v4',
    },
    /setup-qemu-action is not pinned/,
  ],
  [
    'a comment that names another version',
    workflowActions,
    { file: PRE, replace: '# v6.0.2', by: '# v6.0.1' },
    /the comment is not "# v6\.0\.2"/,
  ],
  [
    'an action that nobody has looked at',
    workflowActions,
    { file: CI, replace: 'actions/upload-artifact@', by: 'somebody/upload-artifact@' },
    /somebody\/upload-artifact is not among the known actions/,
  ],
  [
    'more permissions than reading',
    workflowPrivileges,
    { file: CI, replace: 'contents: read', by: 'contents: write' },
    /contents: read and nothing else/,
  ],
  [
    'no concurrency group',
    workflowPrivileges,
    { file: PRE, replace: 'concurrency:', by: 'env:' },
    /pre\.yml: the workflow has no concurrency group/,
  ],
  [
    "a stranger's text in a shell",
    workflowPrivileges,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub's.
    { file: CI, replace: 'run: npm run lint', by: 'run: echo "${{ github.event.pull_request.title }}"' },
    /text of strangers/,
  ],
  [
    'a job without an end',
    workflowPrivileges,
    { file: CI, replace: '    timeout-minutes: 15\n', by: '' },
    /job static may run for six hours/,
  ],
  [
    'a token that is left behind',
    workflowPrivileges,
    { file: CI, replace: 'persist-credentials: false', by: 'persist-credentials: true' },
    /leaves its token in the checkout/,
  ],
];

describe('the workflows', () => {
  it.each([actionlint, workflowSchema, workflowActions, workflowPrivileges].map((check) => [check.name, check]))(
    'pass %s as they are',
    async (_name, check) => {
      expect(await foundHere(check as Check)).toEqual([]);
    },
  );

  it.each(faults)('with %s do not', async (_name, check, fault, words) => {
    expect((await foundIn(check, ['.github'], fault)).join('\n')).toMatch(words);
  });
});
