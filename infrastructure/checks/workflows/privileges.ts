import type { Check } from '../check.ts';
import { parseYaml } from '../files.ts';
import { isObject, type Json, objectAt, textAt } from '../json.ts';
import { workflows } from './files.ts';

const EXPRESSION_OF_STRANGERS =
  /\$\{\{\s*(github\.(event\.[\w.]*(title|body|name|label|ref|email|message)|head_ref)|inputs\.)/;

/** Least privileges: reading alone unless a job says why, an end to every job, no stranger's text in a shell. */
export const workflowPrivileges: Check = {
  name: 'workflow privileges',
  async run(root) {
    return (await workflows(root)).flatMap(({ file, text }) => {
      const workflow = parseYaml(text)[0];
      const jobs = Object.entries(objectAt(workflow, 'jobs')).filter((entry): entry is [string, Json] =>
        isObject(entry[1]),
      );
      return [...ofWorkflow(workflow), ...jobs.flatMap(([name, job]) => ofJob(name, job))].map((message) => ({
        file,
        message,
      }));
    });
  },
};

function ofWorkflow(workflow: unknown): string[] {
  const permissions = Object.entries(objectAt(workflow, 'permissions'));
  return [
    ...(permissions.length === 1 && permissions.every(([what, how]) => what === 'contents' && how === 'read')
      ? []
      : ['the workflow itself must have contents: read and nothing else']),
    ...(textAt(workflow, 'concurrency', 'group') === '' ? ['the workflow has no concurrency group'] : []),
    ...('pull_request_target' in objectAt(workflow, 'on') ? ['runs code of strangers with the secrets at hand'] : []),
  ];
}

function ofJob(name: string, job: Json): string[] {
  if ('uses' in job) return [];
  const steps = Array.isArray(job['steps']) ? job['steps'].filter(isObject) : [];
  return [
    ...(typeof job['timeout-minutes'] === 'number' ? [] : [`job ${name} may run for six hours: it has no timeout`]),
    ...steps
      .filter((step) => EXPRESSION_OF_STRANGERS.test(textAt(step, 'run')))
      .map(() => `job ${name} puts text of strangers into a shell`),
    ...steps
      .filter((step) => textAt(step, 'uses').startsWith('actions/checkout@'))
      .filter((step) => objectAt(step, 'with')['persist-credentials'] !== false)
      .map(() => `job ${name} leaves its token in the checkout`),
  ];
}
