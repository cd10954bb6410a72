import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../checks/files.ts';
import { type Json, objectAt, textAt } from '../checks/json.ts';
import { type Ran, standInAccount } from './stand-in-account.ts';
import { realPrograms } from './stand-in-cluster.ts';
import { walks } from './walks.ts';

/** The real CLI, where `AWS_CLI` names it, as in the workflow `ci`: it takes a second of a processor for each kind of call. */
const named = process.env['AWS_CLI'] ?? '';
const real = spawnSync('bash', ['-c', 'command -v "$0"', named], { encoding: 'utf8' }).stdout.trim();
const PATIENCE_MS = 900_000;
const theCli: Record<string, string> = real === '' ? {} : { LEGAL: real };

describe('a walk through aws.sh', () => {
  let account: Awaited<ReturnType<typeof standInAccount>>;
  const ran: Record<string, Ran> = {};
  beforeAll(async () => {
    account = await standInAccount();
    const legal = { ...theCli, ...(await realPrograms()) };
    for (const [what, args, env] of walks) ran[what] = await account.run(args, { ...env, ...legal, YES: '1' });
  }, PATIENCE_MS);
  afterAll(() => account.remove());

  const callsOf = (what: string) => ran[what]?.calls.join('\n') ?? '';

  it.each(walks)('ends well: %s', (what) => {
    expect(ran[what]).toMatchObject({ status: 0 });
  });

  it.each(walks)(
    `asks ${real === '' ? '' : 'the AWS CLI, '}kubectl and Helm for nothing that they do not know: %s`,
    (what) => {
      expect(ran[what]?.illegal).toBe('');
    },
  );

  it('puts the first secrets, ends the broker’s logs, and fills in every gap of what the cluster is given', async () => {
    const what = 'deploy into an empty account';
    expect(callsOf(what)).toMatch(/s3 mb s3:\/\/besteam-templates-000000000000-eu-west-1/);
    expect(callsOf(what)).toContain('BEGIN PRIVATE KEY');
    expect(callsOf(what)).toMatch(/"username": "AKIDEXAMPLE", "password": "B[\w/+]{43}"/);
    expect(callsOf(what)).toContain(
      'put-retention-policy --log-group-name /aws/amazonmq/broker/b-1/general --retention-in-days 30',
    );
    const sent = ran[what]?.sent ?? '';
    expect(sent).not.toMatch(/\$\{/);
    const documents = parseYaml(sent.replaceAll(/^(region:|fullnameOverride:)/gm, '---\n$1')) as Json[];
    const nodeClass = documents.find(({ kind }) => kind === 'NodeClass');
    expect(textAt(objectAt(nodeClass, 'spec', 'tags'), 'besteam-environment')).toBe('pro');
    expect(documents.find((one) => 'hosts' in one)).toMatchObject({
      hosts: { broker: 'engine.example.amazonaws.com' },
    });
    for (const release of ['external-secrets', 'prometheus', 'alerts', 'managed'])
      expect(callsOf(what)).toMatch(new RegExp(`helm upgrade --install ${release} `));
  });

  it('names as parameters of the root stack what it declares', async () => {
    const [main] = parseYaml(
      (await readFile(new URL('../cloudformation/main.yaml', import.meta.url), 'utf8')).replaceAll(/!\w+/g, ''),
    );
    const call = ran['deploy into an empty account']?.calls.find((one) =>
      /create-change-set --stack-name besteam-pro /.test(one),
    );
    const given = [...(call ?? '').matchAll(/ParameterKey=(\w+)/g)].map(([, name]) => name);
    expect(given.toSorted()).toEqual(Object.keys(objectAt(main, 'Parameters')).toSorted());
  });

  it('restores copies first, then lets them take the place of what was there, protected as that was', () => {
    const calls = ran['restore']?.calls ?? [];
    const at = (word: string) => calls.findIndex((call) => call.includes(word));
    expect(at('restore-table-to-point-in-time --source-table-name matches')).toBeLessThan(
      at('--new-db-instance-identifier'),
    );
    expect(at('create-backup --table-name players --backup-name players-before')).toBeLessThan(
      at('delete-table --table-name players '),
    );
    expect(at('delete-table --table-name players ')).toBeLessThan(
      at('restore-table-from-backup --target-table-name players '),
    );
    for (const table of ['players', 'matches']) {
      for (const word of ['update-time-to-live', 'update-continuous-backups', 'update-table'])
        expect(callsOf('restore')).toMatch(new RegExp(`${word} --table-name ${table} `));
    }
    expect(callsOf('restore')).not.toContain('delete-db-instance');
    expect(ran['restore']?.sent).toContain('secret:rds!db-1');
  });

  it('rotates so that the former secret is good until nobody uses it', () => {
    const keys = (ran['rotate the signing keys']?.calls ?? []).filter((call) => call.includes('put-secret-value'));
    expect(
      keys.map((call) =>
        call.replace(/.*--secret-string /, '').replaceAll(/-----BEGIN.*?END PRIVATE KEY-----/g, 'new'),
      ),
    ).toEqual(['former|new', 'new|former', 'new']);
    expect(callsOf('rotate the token of the cache')).toMatch(
      /ROTATE[\s\S]*put-secret-value[\s\S]*rollout status deployment\/matches[\s\S]*SET/,
    );
    expect(callsOf('rotate the mail access')).toMatch(
      /create-access-key[\s\S]*put-secret-value[\s\S]*rollout status[\s\S]*delete-access-key .*AKIDFORMER/,
    );
  });
});
