import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { ROOT } from './documents.ts';

const run = promisify(execFile);
const DOCTOR = join(ROOT, '.ci/doctor.mjs');

it('says what each command lacks, and how to get it', async () => {
  const { stdout } = await run(process.execPath, [DOCTOR], { cwd: ROOT, env: { PATH: '/nowhere' } });
  expect(stdout).toContain('✓ npm start');
  expect(stdout).toMatch(/✗ infrastructure\/aws\.sh\n {4}aws: install the AWS CLI 2/);
});

it('fails where not even npm start can', async () => {
  const failed = await run(process.execPath, [DOCTOR], { cwd: '/' }).catch(
    (error: { code: number; stdout: string }) => error,
  );
  expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('packages: npm ci') });
});
