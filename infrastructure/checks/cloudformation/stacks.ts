import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Check, Finding } from '../check.ts';
import { filesUnder } from '../files.ts';
import { everything, isObject, type Json, listAt, objectAt, textAt } from '../json.ts';
import { scriptOutputs, scripts } from './script-outputs.ts';
import { FOLDER, type Resource, resourcesOf, type Template, templates } from './templates.ts';

/** Stacks that aws.sh makes by themselves; all others are nested in `main.yaml`. */
const ROOTS = ['main.yaml', 'global.yaml', 'requests.yaml', 'serverless.yaml'];

/** Nested stacks: each gets the parameters it declares, what is read of one exists, and none waits for itself. */
export const nestedStacks: Check = {
  name: 'nested stacks',
  async run(root) {
    const all = await templates(root);
    const main = all.find(({ name }) => name === 'main.yaml');
    if (main === undefined) return [{ file: FOLDER, message: 'there is no main.yaml' }];
    const stacks = resourcesOf(main).filter(({ type }) => type === 'AWS::CloudFormation::Stack');
    const used = new Set([...ROOTS, ...stacks.map(templateName)]);
    return [
      ...all.filter(({ name }) => !used.has(name)).map(({ file }) => ({ file, message: 'is nested nowhere' })),
      ...stacks.flatMap((stack) => parameters(main, stack, all)),
      ...outputs(main, stacks, all),
      ...circles(main, stacks),
      ...(await sizes(root, main)),
      ...(await scriptOutputs(root, all)),
    ];
  },
};

const templateName = ({ properties }: Resource) => textAt(properties, 'TemplateURL');

function parameters(main: Template, stack: Resource, all: Template[]): Finding[] {
  const nested = all.find(({ name }) => name === templateName(stack));
  const file = `${main.file}: ${stack.id}`;
  if (nested === undefined) return [{ file, message: `there is no template ${templateName(stack)}` }];
  const declared = objectAt(nested.body, 'Parameters');
  const given = objectAt(stack.properties, 'Parameters');
  return [
    ...Object.keys(given)
      .filter((name) => !(name in declared))
      .map((name) => ({ file, message: `${nested.name} has no parameter ${name}` })),
    ...Object.keys(declared)
      .filter((name) => !(name in given) && !('Default' in objectAt(declared, name)))
      .map((name) => ({ file, message: `${nested.name} wants the parameter ${name}` })),
  ];
}

/** Every `!GetAtt Stack.Outputs.Name`. */
function readings(value: unknown): { stack: string; output: string }[] {
  return [...everything(value)].flatMap(({ path, value: inner }) => {
    if (path.at(-1) !== 'Fn::GetAtt' || typeof inner !== 'string') return [];
    const [stack = '', kind, output = ''] = inner.split('.');
    return kind === 'Outputs' ? [{ stack, output }] : [];
  });
}

function outputs(main: Template, stacks: Resource[], all: Template[]): Finding[] {
  return readings(main.body).flatMap(({ stack, output }) => {
    const owner = stacks.find(({ id }) => id === stack);
    const nested = all.find(({ name }) => owner !== undefined && name === templateName(owner));
    return nested && output in objectAt(nested.body, 'Outputs')
      ? []
      : [{ file: main.file, message: `${stack} has no output ${output}` }];
  });
}

function circles(main: Template, stacks: Resource[]): Finding[] {
  const needs = new Map(
    stacks.map(({ id, properties, body }) => [
      id,
      [...readings(properties).map(({ stack }) => stack), ...[body['DependsOn']].flat().map(String)],
    ]),
  );
  const comesBack = (from: string, at: string, seen: Set<string>): boolean =>
    (needs.get(at) ?? []).some((next) => next === from || (!seen.has(next) && comesBack(from, next, seen.add(next))));
  return stacks
    .filter(({ id }) => comesBack(id, id, new Set()))
    .map(({ id }) => ({ file: main.file, message: `${id} waits for itself` }));
}

/** Every size says the same things: whatever has no default and is not found out by aws.sh. */
async function sizes(root: string, main: Template): Promise<Finding[]> {
  const declared = objectAt(main.body, 'Parameters');
  const script = await scripts(root);
  const byScript = new Set([...script.matchAll(/ParameterKey=(\w+)/g)].map(([, name]) => name));
  const wanted = Object.keys(declared).filter(
    (name) => !('Default' in objectAt(declared, name)) && !byScript.has(name),
  );
  const files = await filesUnder(root, `${FOLDER}/parameters/*.json`);
  const all = await Promise.all(
    files.map(async (file) => {
      const list: unknown = JSON.parse(await readFile(join(root, file), 'utf8'));
      const given = listAt({ list }, 'list').filter(isObject);
      const names = given.map((parameter) => textAt(parameter, 'ParameterKey'));
      return [
        ...wanted.filter((name) => !names.includes(name)).map((name) => `does not say ${name}`),
        ...names.filter((name) => !(name in declared)).map((name) => `main.yaml has no parameter ${name}`),
        ...given.flatMap((parameter) => notAllowed(declared, parameter)),
      ].map((message) => ({ file: `${FOLDER}/parameters/${basename(file)}`, message }));
    }),
  );
  return all.flat();
}

function notAllowed(declared: Json, parameter: Json): string[] {
  const name = textAt(parameter, 'ParameterKey');
  const value = textAt(parameter, 'ParameterValue');
  const isNumber = textAt(declared, name, 'Type') === 'Number';
  return isNumber && !/^\d+$/.test(value) ? [`${name} must be a number`] : [];
}
