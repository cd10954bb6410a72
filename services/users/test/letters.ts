import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRecoveryLink } from '@besteam/contracts/users';
import { vi } from 'vitest';
import type { UsersUnderTest } from './users-under-test.ts';

/** A recovery link's token for the guest, or with the password for the registered caller, with this access token. */
export async function recoveryToken(
  users: UsersUnderTest,
  token: string,
  body: { lifetimeMinutes?: number; currentPassword?: string } = {},
): Promise<string> {
  const { data, error } = await createRecoveryLink({ client: users.clientOf(token), body });
  if (!data) throw new Error(`no link was made: ${JSON.stringify(error)}`);
  return data.token;
}

/** The messages written to that address so far, oldest first, as text without line folding. */
export async function lettersTo(users: UsersUnderTest, email: string): Promise<string[]> {
  const folder = join(users.dataDir, 'outbox');
  const files = await readdir(folder).catch(() => []);
  const letters = await Promise.all(files.toSorted().map((file) => readFile(join(folder, file), 'utf8')));
  return letters.filter((letter) => letter.includes(`To: ${email}`)).map((letter) => letter.replaceAll('=\r\n', ''));
}

/** The token in the newest of `count` messages to that address, once they have been written. */
export async function resetToken(users: UsersUnderTest, email: string, count = 1): Promise<string> {
  const letter = await vi.waitFor(
    async () => {
      const newest = (await lettersTo(users, email))[count - 1];
      if (newest === undefined) throw new Error(`there are fewer than ${count} messages to ${email}`);
      return newest;
    },
    { timeout: 60_000, interval: 20 },
  );
  const token = /\/reset#([\w-]{43})/.exec(letter)?.[1];
  if (token === undefined) throw new Error(`no link in ${letter}`);
  return token;
}
