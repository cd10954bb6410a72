import { describe, expect, it } from 'vitest';
import { foundIn } from './planted.ts';
import { secrets } from './secrets.ts';

/** In pieces, so that this file itself holds none. */
const KEY = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYzzzzzzzKEY'].join('/');
const VALUES = 'infrastructure/helm/values/pro/users.yaml';
const parts = ['.secretlintrc.json', '.secretlintignore', VALUES];

describe('secrets in the tree', () => {
  it('are found in a values file', async () => {
    const fault = { file: VALUES, replace: 'settings:', by: `settings:\n  aws_secret_access_key: ${KEY}` };
    expect((await foundIn(secrets, parts, fault)).join('\n')).toMatch(/users\.yaml[\s\S]*AWS Secret Access Key/);
  });

  it('are none where there are none', async () => {
    expect(await foundIn(secrets, parts, { file: VALUES, replace: 'settings:', by: 'settings:' })).toEqual([]);
  });
});
