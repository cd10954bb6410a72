import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const deploy = join(import.meta.dirname, 'deploy.sh');
const digest = `sha256:${'a'.repeat(64)}`;

/** Stands in for a cluster: writes down what it is told, knows a release of users alone, and fails where FAIL says. */
const HELM = `#!/usr/bin/env bash
echo "$1 $2 $3 $4" >> "$CALLS"
case "$1 $2" in
  "$FAIL") exit 1 ;;
  'history users') echo '[{"revision":7}]' ;;
  history*) exit 1 ;;
esac
`;

describe('a deployment', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'besteam-deploy-'));
    await writeFile(join(folder, 'helm'), HELM);
    await chmod(join(folder, 'helm'), 0o755);
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function deployed(fail = '', origin = ''): Promise<{ status: number | null; calls: string[] }> {
    const calls = join(folder, 'calls');
    const env = {
      ...process.env,
      PATH: `${folder}:${join(process.execPath, '..')}:${process.env['PATH']}`,
      CALLS: calls,
      FAIL: fail,
      SMOKE_ORIGIN: origin,
    };
    const changes = [`users=${digest}`, `players=${digest}`];
    const { status } = spawnSync(deploy, ['pre', 'f'.repeat(40), ...changes], { env });
    const text = await readFile(calls, 'utf8');
    return {
      status,
      calls: text
        .trim()
        .split('\n')
        .filter((call) => !call.startsWith('history')),
    };
  }

  const upgrades = (service: string) => `upgrade --install ${service} service`;
  const tests = (service: string) => `test ${service} --namespace pre`;

  it('upgrades and tests one service after the other', async () => {
    expect(await deployed()).toEqual({
      status: 0,
      calls: [upgrades('users'), tests('users'), upgrades('players'), tests('players')],
    });
  });

  it('takes back what it changed, the last first, when a test fails', async () => {
    const { status, calls } = await deployed('test players');
    expect(status).toBe(1);
    expect(calls.slice(4)).toEqual(['uninstall players --namespace pre', 'rollback users 7 --namespace']);
  });

  it('leaves to Helm the upgrade that fails, and takes back those before it', async () => {
    const { status, calls } = await deployed('test users');
    expect(status).toBe(1);
    expect(calls).toEqual([upgrades('users'), tests('users'), 'rollback users 7 --namespace']);
  });

  it('takes everything back when the main job does not work', async () => {
    const { status, calls } = await deployed('', 'https://localhost:1');
    expect(status).toBe(1);
    expect(calls.slice(4)).toEqual(['uninstall players --namespace pre', 'rollback users 7 --namespace']);
  });
});
