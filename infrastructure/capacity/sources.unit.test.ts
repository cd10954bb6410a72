import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { MOST_AT_ONCE } from '../../services/users/src/adapters/credentials/passwords.ts';
import { usersSettings } from '../../services/users/src/config.ts';
import { resourcesOf, templates } from '../checks/cloudformation/templates.ts';
import { listAt, textAt, valueAt } from '../checks/json.ts';
import { ENDPOINTS } from './cost.ts';
import { MOST_MATCHES } from './limits.ts';
import { REPLICA } from './model.ts';
import { BROKERS, CACHES, DATABASES } from './prices.ts';

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8');

it('the model allows as many replicas of matches as their values', async () => {
  expect(valueAt(parse(await read('../helm/values/pro/matches.yaml')), 'replicas', 'max')).toBe(MOST_MATCHES);
});

it.each(['pre', 'pro'])(
  'users in %s has memory for the passwords that it hashes at once, beside what players has',
  async (environment) => {
    const memory = async (service: string) => {
      const chart = valueAt(parse(await read('../helm/service/values.yaml')), 'resources', 'memory');
      const own = valueAt(parse(await read(`../helm/values/${environment}/${service}.yaml`)), 'resources', 'memory');
      return Number.parseInt(String(own ?? chart), 10);
    };
    const hashes = MOST_AT_ONCE * usersSettings.parse({}).PASSWORD_MEMORY_MIB;
    expect((await memory('users')) - (await memory('players'))).toBeGreaterThanOrEqual(hashes);
  },
);

it('so has users in Compose', async () => {
  const compose: unknown = parse(await read('../compose/compose.yaml'), { merge: true });
  const memory = (service: string) =>
    Number.parseInt(textAt(compose, 'services', service, 'deploy', 'resources', 'limits', 'memory'), 10);
  const hashes = MOST_AT_ONCE * usersSettings.parse({}).PASSWORD_MEMORY_MIB;
  expect(memory('users') - memory('players')).toBeGreaterThanOrEqual(hashes);
});

it('the model pays for the endpoints that the templates always make', async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const made = (await templates(root))
    .flatMap(resourcesOf)
    .filter(({ properties, body }) => properties['VpcEndpointType'] === 'Interface' && !('Condition' in body));
  expect(3 * made.length).toBe(ENDPOINTS);
});

it.each(['small', 'standard', 'large'])('the model has the machines of the size %s', async (size) => {
  const list: unknown = JSON.parse(await read(`../cloudformation/parameters/${size}.json`));
  const parameters = Object.fromEntries(
    listAt({ list }, 'list').map((one) => [textAt(one, 'ParameterKey'), textAt(one, 'ParameterValue')]),
  );
  const named = (copies: number, type = '') => (copies === 1 ? type : `${copies} × ${type}`);
  const names = (sizes: { name: string }[]) => sizes.map(({ name }) => name);
  const { DatabaseClass, DatabaseMultiAz, BrokerType, BrokerDeployment, CacheNodeType, CacheNodes } = parameters;
  expect(names(DATABASES)).toContain(named(DatabaseMultiAz === 'true' ? 2 : 1, DatabaseClass));
  expect(names(BROKERS)).toContain(named(BrokerDeployment === 'CLUSTER_MULTI_AZ' ? 3 : 1, BrokerType));
  expect(names(CACHES)).toContain(named(Number(CacheNodes), CacheNodeType));
});

it.each([
  ['usersRequests', /`GET accounts\/me` \(PostgreSQL\) \| (\d+)\/s/],
  ['playersReads', /`GET squad`.*requests a second \| (\d+) /],
  ['matchesWrites', /`PUT ballot`, \d+ players \| (\d+)\/s/],
] as const)('the model reckons with no more %s a replica than half of what was measured', async (figure, row) => {
  const measured = row.exec(await read('../../docs/benchmarks.md'))?.[1];
  expect(REPLICA[figure]).toBeLessThanOrEqual(Number(measured) / 2);
});
