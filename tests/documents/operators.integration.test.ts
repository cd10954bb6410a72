import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clusterProgram } from '../../infrastructure/checks/manifests/cluster-programs.ts';
import { FOLDER, walks } from '../../infrastructure/test/walks.ts';
import { mountedKeys } from '../../services/users/src/adapters/credentials/mounted-keys.ts';
import { commandsOf } from './commands.ts';
import { documents, ROOT } from './documents.ts';
import { JUDGED } from './elsewhere.ts';

const NOWHERE = 'http://127.0.0.1:1';
const told = [...new Set(documents().flatMap(commandsOf))];
const toldFor = (kind: keyof typeof JUDGED) => told.filter((command) => JUDGED[kind].test(command));
/** Where this machine has the program, if it has: a bare one lacks what only operators need. */
const found = (program: string) => spawnSync('bash', ['-c', 'command -v "$0"', program]).stdout.toString().trim();

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

/** Runs a command as it is written, where words in capitals and dots stand for what an operator fills in. */
async function run(
  command: string,
  { before = '', env = {}, cwd = ROOT }: { before?: string; env?: object; cwd?: string },
) {
  const filledIn = command.replaceAll('REVISION', '1').replaceAll('…', 'x');
  const script = `${before}\n${filledIn}`;
  return promisify(execFile)('bash', ['-c', script], { cwd, env: { ...process.env, ...env } }).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
}

describe('what operators are told to ask', () => {
  it.each(toldFor('kubectl and Helm'))('is known to kubectl and Helm: %s', async (command) => {
    const [kubectl, helm] = [await clusterProgram('kubectl'), await clusterProgram('helm')];
    const before = `kubectl() { ${kubectl} --server ${NOWHERE} "$@"; }; helm() { ${helm} --kube-apiserver ${NOWHERE} "$@"; }`;
    expect((await run(command, { before, env: { KUBECONFIG: join(folder.path, 'kubeconfig') } })).stderr).toContain(
      'connection refused',
    );
  });

  const aws = found(process.env['AWS_CLI'] ?? 'aws');
  it.skipIf(aws === '').each(toldFor('the AWS CLI'))('is known to the AWS CLI: %s', async (command) => {
    await writeFile(join(folder.path, 'function.zip'), '');
    const nobody = { AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_DEFAULT_REGION: 'eu-west-1' };
    const before = `aws() { ${aws} "$@" --endpoint-url ${NOWHERE}; }`;
    const env = { ...nobody, AWS_MAX_ATTEMPTS: '1', CODE: 'bucket' };
    const ours = command.replace('/tmp/function.zip', join(folder.path, 'function.zip')).replace(/ …$/, '');
    const { stdout, stderr } = await run(ours, { before, env });
    expect(stdout + stderr).toContain('Could not connect');
  });

  it.each(toldFor('aws.sh'))('has been walked through: %s', (command) => {
    const asked = command.replace('INSTANT', '2026-11-19T18:00:00Z').replace('FOLDER', FOLDER);
    expect(walks.map(([, args]) => `infrastructure/aws.sh ${args.join(' ')}`)).toContain(asked);
  });
});

describe('what operators are told to do', () => {
  it.skipIf(found('openssl') === '')('makes keys that the users service signs with', async () => {
    const commands = toldFor('openssl and jq').filter((command) => command.startsWith('openssl'));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      const { stdout } = await run(command, { cwd: folder.path });
      const pem = stdout === '' ? await readFile(join(folder.path, 'keys.pem'), 'utf8') : stdout;
      await writeFile(join(folder.path, 'mounted.pem'), pem);
      expect((await mountedKeys(join(folder.path, 'mounted.pem'))).published()).toHaveLength(1);
    }
  });

  it.skipIf(found('jq') === '')('finds the events in what a table of deletions holds', async () => {
    const scanned = JSON.stringify({ Items: [{ event: { S: '{"id":1}' } }, { event: { S: '{"id":2}' } }] });
    for (const command of toldFor('openssl and jq').filter((one) => one.startsWith('jq'))) {
      expect((await run(`echo '${scanned}' | ${command}`, {})).stdout).toBe('{"id":1}\n{"id":2}\n');
    }
  });

  it.each(toldFor("Debian's packages"))('installs what the gate installs: %s', (command) => {
    const gate = readFileSync(join(ROOT, '.ci/run'), 'utf8');
    const packages = [...gate.matchAll(/lacking\+=\(([\w-]+)\)/g)].map(([, name]) => name);
    expect(command.split(' ').slice(2).toSorted()).toEqual(packages.toSorted());
  });
});
