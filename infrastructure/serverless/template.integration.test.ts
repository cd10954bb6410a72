import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { statementsOf } from '../checks/cloudformation/grants.ts';
import { resourcesOf, templates } from '../checks/cloudformation/templates.ts';
import * as handler from './handler.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function resources(name: string) {
  const template = (await templates(root)).find((one) => one.name === name);
  return template ? resourcesOf(template) : [];
}

it('the functions may do with the table what the pods may, and no more', async () => {
  const actions = async (file: string, role: string) =>
    (await resources(file))
      .filter(({ id }) => id === role)
      .flatMap(statementsOf)
      .flatMap((statement) => statement.actions)
      .sort();
  const granted = await actions('serverless.yaml', 'Role');
  expect(granted).toContain('dynamodb:UpdateItem');
  expect(granted).toEqual(await actions('identities.yaml', 'MatchesRole'));
});

it('the template names handlers that the bundle has', async () => {
  const functions = (await resources('serverless.yaml')).filter(({ type }) => type === 'AWS::Lambda::Function');
  const named = functions.map(({ properties }) => properties['Handler']);
  expect(named).toEqual(Object.keys(handler).map((name) => `handler.${name}`));
});
