import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check } from '../check.ts';
import { filesUnder } from '../files.ts';
import { statementsOf } from './grants.ts';
import { FOLDER, resourcesOf, templates } from './templates.ts';

/** The AWS SDK's commands and the permissions that they need. */
const ACTIONS: Record<string, string> = {
  DescribeTableCommand: 'DescribeTable',
  GetCommand: 'GetItem',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  BatchGetCommand: 'BatchGetItem',
  BatchWriteCommand: 'BatchWriteItem',
  TransactGetCommand: 'GetItem',
  TransactWriteCommand: 'TransactWriteItems',
};

/** Tables are made by the service where it has a store of its own; in AWS by the template. */
const NOT_IN_AWS = /\/dynamodb\/tables\.ts$|-child\.ts$|\.test\.ts$|\/bench\//;

/** A service's role allows on its table exactly the actions that its code calls, and those of the chassis that it uses. */
export const templatePermissions: Check = {
  name: 'template permissions',
  async run(root) {
    const file = `${FOLDER}/identities.yaml`;
    const identities = (await templates(root)).find((template) => template.file === file);
    const chassis = await actionsIn(root, 'packages/service-kit/src/dynamodb');
    const all = await Promise.all(
      ['players', 'matches'].map(async (service) => {
        const called = new Set([...chassis, ...(await actionsIn(root, `services/${service}/src`))]);
        const role = (identities ? resourcesOf(identities) : []).find(
          ({ id }) => id.toLowerCase() === `${service}role`,
        );
        const granted = new Set((role ? statementsOf(role) : []).flatMap(({ actions }) => actions).filter(isTable));
        return [
          ...[...called].filter((action) => !granted.has(action)).map((action) => `${service} may not ${action}`),
          ...[...granted].filter((action) => !called.has(action)).map((action) => `${service} never calls ${action}`),
        ].map((message) => ({ file, message }));
      }),
    );
    return all.flat();
  },
};

const isTable = (action: string) => action.startsWith('dynamodb:');

async function actionsIn(root: string, folder: string): Promise<string[]> {
  const files = (await filesUnder(root, `${folder}/**/*.ts`)).filter((file) => !NOT_IN_AWS.test(`/${file}`));
  const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')));
  return texts.flatMap((text) =>
    [...text.matchAll(/new (\w+Command)\(/g)].flatMap(([, command = '']) => {
      const action = ACTIONS[command];
      return action === undefined ? [] : [`dynamodb:${action}`];
    }),
  );
}
