import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Logger, newId } from '@besteam/service-kit';
import type { Mail } from '../../application/ports.ts';
import type { Background } from '../background.ts';
import { passwordResetMessage } from './password-reset-message.ts';

const TIMEOUT_MS = 10_000;
/** Looked for every hour, so that none gets older than a day. */
const LETTERS_KEPT_MS = 23 * 3_600_000;

interface Letter {
  from: string;
  to: string;
  subject: string;
  text: string;
}

export type Post = (letter: Letter) => Promise<void>;

/** Words the service's messages and posts them in the background. */
export function createMail(
  post: Post,
  background: Background,
  { from, publicUrl }: { from: string; publicUrl: string },
): Mail {
  return {
    sendPasswordReset({ to, displayName, language, token }) {
      const message = passwordResetMessage(language, { displayName, token, publicUrl });
      background.run('password reset message', () => post({ from, to, ...message }));
    },
  };
}

/** Through a mail server: `smtp://user:password@host:587` or `smtps://…:465`. */
export function smtpPost(url: string): Post {
  const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
  return async (letter) => {
    const { createTransport } = await nodemailer();
    await createTransport({ url, ...timeouts }).sendMail(letter);
  };
}

/** Into a folder, one `.eml` file a message, where there is no mail server; its path is logged, its content is not. */
export function folderPost(folder: string, logger: Logger): Post {
  return async (letter) => {
    const { createTransport } = await nodemailer();
    const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const { message } = await transport.sendMail(letter);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = join(folder, `${new Date().toISOString().replaceAll(':', '-')}-${newId()}.eml`);
    await writeFile(file, message, { mode: 0o600 });
    logger.warn({ file }, 'a message was written instead of sent: SMTP_URL is not set');
  };
}

/** Deletes letters that are nearly a day old: the way that they tell of works for an hour. */
export async function forgetOldLetters(folder: string, now: Date): Promise<number> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const letters = names.filter((name) => name.endsWith('.eml')).map((name) => join(folder, name));
  const ages = await Promise.all(letters.map(async (file) => ({ file, writtenAt: (await stat(file)).mtimeMs })));
  const old = ages.filter(({ writtenAt }) => writtenAt < now.getTime() - LETTERS_KEPT_MS);
  await Promise.all(old.map(({ file }) => rm(file, { force: true })));
  return old.length;
}

/** Loaded with the first letter: it takes a tenth of a service's start and of its memory, and letters are rare. */
function nodemailer() {
  return import('nodemailer');
}
