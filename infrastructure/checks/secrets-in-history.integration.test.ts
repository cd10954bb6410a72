import { execFileSync } from 'node:child_process';
import { cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { secretsInHistory } from './secrets-in-history.ts';

/** In pieces, so that this file itself holds none. */
const KEY = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYzzzzzzzKEY'].join('/');
const SECRET = `aws_secret_access_key: ${KEY}\n`;

describe('secrets in history', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => {
    folder = await temporaryFolder();
    await cp(join(import.meta.dirname, '../../.secretlintrc.json'), join(folder.path, '.secretlintrc.json'));
    git('init', '--quiet');
    await commit('values.yaml', 'settings: {}\n', 'Begin');
  });
  afterEach(() => folder.remove());

  const git = (...command: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.org', ...command], { cwd: folder.path });
  async function commit(file: string, content: string, message: string): Promise<void> {
    await writeFile(join(folder.path, file), content);
    git('add', '.');
    git('commit', '--quiet', '--message', message);
  }
  const found = async () => (await secretsInHistory.run(folder.path)).map(({ message }) => message).join('\n');

  it('are found in a file that was taken out again', async () => {
    await commit('values.yaml', SECRET, 'Set');
    await commit('values.yaml', 'settings: {}\n', 'Unset');
    await rm(join(folder.path, 'values.yaml'));
    expect(await found()).toMatch(/values\.yaml[\s\S]*AWS Secret Access Key/);
  });

  it('are found in the message of a commit', async () => {
    await commit('values.yaml', 'settings: 1\n', `Set\n\n${SECRET}`);
    expect(await found()).toMatch(/commit[\s\S]*AWS Secret Access Key/);
  });

  it('are none where there never were any', async () => {
    expect(await found()).toBe('');
  });
});
