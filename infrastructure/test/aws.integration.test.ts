import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helm } from '../checks/manifests/helm.ts';

const infrastructure = fileURLToPath(new URL('..', import.meta.url));

/** Stands in for an account: writes down what it is asked, and has an output for every name. */
const AWS = `#!/usr/bin/env bash
echo "$*" >> "$CALLS"
case "$*" in
  *describe-stacks*OutputKey==\\'*Host\\'*) echo engine.example.amazonaws.com ;;
  *describe-stacks*OutputKey==\\'Domain\\'*) echo besteam.example ;;
  *describe-stacks*Targets*) echo arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/some/0123456789abcdef ;;
  *describe-stacks*OutputKey*) echo arn:aws:secretsmanager:eu-west-1:000000000000:secret:some ;;
  *describe-stacks*StackStatus*) echo UPDATE_COMPLETE ;;
  *describe-change-set*) echo 'Modify Database' ;;
  *package*) touch "\${@: -1}" ;;
  *get-caller-identity*) echo 000000000000 ;;
  *prefix-lists*) echo pl-0123456789abcdef0 ;;
esac
`;
const CURL = `#!/usr/bin/env bash
printf -- '-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\\n'
`;

describe('aws.sh', { timeout: 120_000 }, () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'besteam-aws-'));
    for (const [name, program] of [
      ['aws', AWS],
      ['curl', CURL],
    ] as const) {
      await writeFile(join(folder, name), program);
      await chmod(join(folder, name), 0o755);
    }
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function run(args: string[], env: Record<string, string> = {}) {
    const calls = join(folder, 'calls');
    await writeFile(calls, '');
    const { status, stderr } = spawnSync(join(infrastructure, 'aws.sh'), args, {
      env: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, CALLS: calls, AWS_REGION: 'eu-west-1', ...env },
      encoding: 'utf8',
    });
    return { status, stderr, calls: (await readFile(calls, 'utf8')).trim().split('\n') };
  }

  const settings = {
    DOMAIN: 'besteam.example',
    REPOSITORY: 'besteam/besteam',
    EMAIL: 'ops@example.org',
    OPERATORS: 'arn:aws:iam::000000000000:role/operators',
  };

  it.each(['users', 'players', 'matches', 'managed'])('fills in values that the chart of %s takes', async (release) => {
    const values = join(folder, 'values');
    expect(await run(['values', 'pro', values])).toMatchObject({ status: 0, stderr: '' });
    const own = release === 'managed' ? [] : ['--values', join(infrastructure, `helm/values/pro/${release}.yaml`)];
    const chart = join(infrastructure, 'helm', release === 'managed' ? 'managed' : 'service');
    const { failed, output, errors } = await helm(
      'template',
      release,
      chart,
      '--namespace',
      'pro',
      ...own,
      '--values',
      join(values, `${release}.yaml`),
    );
    expect(failed ? errors : '').toBe('');
    expect(output).toContain(
      release === 'managed' ? '@engine.example.amazonaws.com:5671' : 'targetGroupARN: arn:aws:elasticloadbalancing',
    );
    if (release === 'users') expect(output).toMatch(/authorities\.pem: .*AAAA/);
  });

  it('shows a difference and changes nothing', async () => {
    const { status, stderr, calls } = await run(['diff', 'pro', 'small'], settings);
    expect(status).toBe(0);
    expect(stderr).toContain('Modify Database');
    expect(calls.filter((call) => call.includes('create-change-set'))).toHaveLength(2);
    expect(calls.filter((call) => call.includes('delete-change-set'))).toHaveLength(2);
    expect(calls.join('\n')).not.toMatch(/execute-change-set|put-secret|delete-stack/);
    expect(calls.join('\n')).toContain('ParameterKey=DatabaseClass,ParameterValue=db.t4g.micro');
    expect(calls.join('\n')).toContain('Key=besteam-environment,Value=pro');
  });

  it('destroys nothing unless somebody agrees, and no table unless told', async () => {
    expect(await run(['destroy', 'pro'])).toMatchObject({ status: 1, calls: [''] });
    const agreed = await run(['destroy', 'pro'], { YES: '1' });
    expect(agreed.status).toBe(0);
    expect(agreed.calls.join('\n')).toContain('delete-stack --stack-name besteam-pro');
    expect(agreed.calls.join('\n')).not.toMatch(/delete-table|s3 rm/);
    const told = await run(['destroy', 'pro', '--with-data'], { YES: '1' });
    expect(told.calls.join('\n')).toMatch(/delete-table --table-name players[\s\S]*delete-table --table-name matches/);
  });

  it('says how it is used when it is used in another way', async () => {
    const { status, stderr } = await run(['deploy', 'pro', 'enormous'], settings);
    expect(status).toBe(2);
    expect(stderr).toContain('SIZE is small, standard or large');
  });

  it('publishes hashed files before the pages that name them', async () => {
    const { calls } = await run(['publish', 'pro', folder]);
    const syncs = calls.filter((call) => call.startsWith('s3 sync'));
    expect(syncs[0]).toContain('immutable');
    expect(syncs[1]).toContain('no-cache');
    expect(calls.at(-1)).toContain('create-invalidation');
  });
});
