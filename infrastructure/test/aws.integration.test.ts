import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helm } from '../checks/manifests/cluster-programs.ts';
import { standInAccount } from './stand-in-account.ts';
import { settings } from './walks.ts';

const infrastructure = fileURLToPath(new URL('..', import.meta.url));
const YES = { YES: '1' };

describe('aws.sh', () => {
  let account: Awaited<ReturnType<typeof standInAccount>>;
  beforeEach(async () => {
    account = await standInAccount();
  });
  afterEach(() => account.remove());

  /** Each of these in a call of its own, in this order. */
  const inOrder = (calls: string[], ...words: string[]) => {
    const found = words.map((word) => calls.findIndex((call) => call.includes(word)));
    expect(found.every((index) => index >= 0) ? found : words.filter((_, at) => (found[at] ?? -1) < 0)).toEqual(
      found.toSorted((a, b) => a - b),
    );
  };

  it.each(['users', 'players', 'matches'])('fills in values that the chart of %s takes', async (release) => {
    const values = join(account.folder, 'values');
    expect(await account.run(['values', 'pro', values])).toMatchObject({ status: 0, stderr: '' });
    const own = ['--values', join(infrastructure, `helm/values/pro/${release}.yaml`)];
    const given = ['--namespace', 'pro', ...own, '--values', join(values, `${release}.yaml`)];
    const { failed, output, errors } = await helm('template', release, join(infrastructure, 'helm/service'), ...given);
    expect(failed ? errors : '').toBe('');
    expect(output).toContain('targetGroupARN: arn:aws:elasticloadbalancing');
    if (release === 'users') {
      expect(output).toMatch(/authorities\.pem: .*AAAA/);
      expect(output).toContain('{ name: DELETIONS_TABLE, value: besteam-pro-deletions }');
    }
  });

  it.each(['Domain', 'DeletionsTable', 'PlayersTargets'])(
    'fills in nothing where the stack has no %s',
    async (MISSING) => {
      const { status, stderr } = await account.run(['values', 'pro', join(account.folder, 'values')], { MISSING });
      expect(status).toBe(1);
      expect(stderr).toContain(`has no output ${MISSING}`);
    },
  );

  it('shows a difference, that of the nested stacks too, and changes nothing', async () => {
    const { status, stderr, calls } = await account.run(['diff', 'pro', 'small'], settings);
    expect(status).toBe(0);
    expect(stderr).toContain('Modify Data');
    expect(stderr).toContain('Modify PlayersTable');
    expect(calls.filter((call) => call.includes('create-change-set'))).toHaveLength(3);
    expect(calls.filter((call) => call.includes('delete-change-set'))).toHaveLength(3);
    expect(calls.join('\n')).not.toMatch(/execute-change-set|put-secret|delete-stack|kubectl|helm/);
    expect(calls.join('\n')).toContain('ParameterKey=DatabaseClass,ParameterValue=db.t4g.micro');
    expect(calls.join('\n')).toContain('Key=besteam-environment,Value=pro');
  });

  it('shows what it can where there is nothing yet, and leaves nothing behind', async () => {
    const { status, stderr, calls } = await account.run(['diff', 'pro', 'small'], { ...settings, STATUS: 'none' });
    expect(status).toBe(0);
    expect(stderr).toContain('made first');
    expect(calls.filter((call) => call.includes('create-change-set'))).toEqual([
      expect.stringContaining('--change-set-type CREATE'),
    ]);
  });

  it('creates a stack of which there is no more than a change set, and takes that back after a look', async () => {
    const shown = await account.run(['diff', 'pro', 'small'], { ...settings, STATUS: 'REVIEW_IN_PROGRESS' });
    expect(shown.calls.join('\n')).not.toContain('--change-set-type UPDATE');
    inOrder(shown.calls, 'delete-change-set', 'delete-stack');
    const made = await account.run(['deploy', 'pro', 'small'], { ...settings, ...YES, STATUS: 'REVIEW_IN_PROGRESS' });
    expect(made.status).toBe(0);
    inOrder(made.calls, '--change-set-type CREATE', 'execute-change-set', 'wait stack-create-complete');
  });

  it('says what to do with a stack whose creation was undone', async () => {
    const { status, stderr } = await account.run(['deploy', 'pro', 'small'], {
      ...settings,
      STATUS: 'ROLLBACK_COMPLETE',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('Delete it');
  });

  it('deploys nothing that nobody agreed to', async () => {
    const { status, calls } = await account.run(['deploy', 'pro', 'standard'], settings);
    expect(status).toBe(1);
    expect(calls.join('\n')).not.toMatch(/execute-change-set|put-secret|kubectl|helm/);
  });

  it('destroys nothing unless somebody agrees, and no table unless told', async () => {
    expect(await account.run(['destroy', 'pro'])).toMatchObject({ status: 1, calls: [''] });
    const agreed = await account.run(['destroy', 'pro'], YES);
    expect(agreed.status).toBe(0);
    inOrder(
      agreed.calls,
      '--from=cronjob/users-ledger',
      'delete-stack --stack-name besteam-pro ',
      'besteam-pro-global',
    );
    expect(agreed.calls.join('\n')).not.toMatch(/delete-table|s3 rm/);
    const told = await account.run(['destroy', 'pro', '--with-data'], YES);
    inOrder(
      told.calls,
      'delete-table --table-name players',
      'delete-table --table-name matches',
      's3 rm s3://web-bucket',
    );
    expect(await account.run(['destroy', 'pro', '--with-dato'], YES)).toMatchObject({ status: 2, calls: [''] });
  });

  it('says how it is used when it is used in another way', async () => {
    const { status, stderr } = await account.run(['deploy', 'pro', 'enormous'], settings);
    expect(status).toBe(2);
    expect(stderr).toContain('SIZE is small, standard or large');
  });

  it('publishes hashed files before the pages that name them', async () => {
    const { calls } = await account.run(['publish', 'pro', account.folder]);
    inOrder(calls, 's3 sync', '--cache-control no-cache', 'create-invalidation');
    expect(calls.find((call) => call.includes('s3 sync'))).toContain('immutable');
  });
});
