import { matchesTable } from '../../../services/matches/src/adapters/dynamodb/tables.ts';
import { TABLES, TIME_TO_LIVE } from '../../../services/players/src/adapters/dynamodb/tables.ts';
import type { Check } from '../check.ts';
import { isObject, type Json, listAt, objectAt, textAt } from '../json.ts';
import { FOLDER, resourcesOf, templates } from './templates.ts';

const KEYS = ['BillingMode', 'KeySchema', 'AttributeDefinitions', 'LocalSecondaryIndexes', 'GlobalSecondaryIndexes'];

/** The tables of the template are those that the services define and that their tests run on, index by index. */
export const templateTables: Check = {
  name: 'template tables',
  async run(root) {
    const file = `${FOLDER}/data.yaml`;
    const data = (await templates(root)).find((template) => template.file === file);
    const ours = [...TABLES, matchesTable('matches')] as object[];
    const theirs = (data ? resourcesOf(data) : []).filter(({ type }) => type === 'AWS::DynamoDB::Table');
    const pairs = ours.filter(isObject).map((table) => {
      const name = textAt(table, 'TableName');
      return { name, table, made: theirs.find(({ properties }) => properties['TableName'] === name)?.properties };
    });
    return pairs
      .flatMap(({ name, table, made }) => differences(name, table, made))
      .map((message) => ({ file, message }));
  },
};

function differences(name: string, table: Json, made: Json | undefined): string[] {
  if (made === undefined) return [`there is no table ${name}`];
  return [
    ...KEYS.filter((key) => canonical(table[key]) !== canonical(made[key])).map(
      (key) => `${name}: ${key} is ${canonical(made[key])}, in the service ${canonical(table[key])}`,
    ),
    ...(textAt(made, 'TimeToLiveSpecification', 'AttributeName') === TIME_TO_LIVE &&
    objectAt(made, 'TimeToLiveSpecification')['Enabled'] === true
      ? []
      : [`${name}: what has served its time is not dropped by ${TIME_TO_LIVE}`]),
  ];
}

/** Lists of named things in the order of their names, keys in order: equal when they mean the same. */
function canonical(value: unknown): string {
  const sorted = (inner: unknown): unknown => {
    if (Array.isArray(inner)) {
      const parts = inner.map(sorted);
      return isKeySchema(inner) ? parts : parts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    }
    if (!isObject(inner)) return inner;
    return Object.fromEntries(
      Object.keys(inner)
        .sort()
        .map((key) => [key, sorted(inner[key])]),
    );
  };
  return JSON.stringify(sorted(value ?? []));
}

/** Of a key's two attributes the first divides and the second orders. */
const isKeySchema = (list: unknown[]) => listAt({ list }, 'list').some((part) => 'KeyType' in objectAt(part));
