import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { ROOT } from './documented.ts';

const DELETIONS = join(ROOT, 'packages/service-kit/src/messaging/deletions.ts');
const DELETE_AGAIN = join(ROOT, 'services/users/src/delete-again.ts');

/** Writes down who was deleted, where the environment says. */
export async function writeDownDeletions(env: Record<string, string>): Promise<void> {
  await promisify(execFile)(process.execPath, [DELETIONS], { env: { ...process.env, ...env } });
}

/** Deletes again whom the events name, one a line; answers what the program says. */
export async function deleteAgain(env: Record<string, string>, events: string): Promise<string> {
  const child = spawn(process.execPath, [DELETE_AGAIN], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(events);
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return printed;
}
