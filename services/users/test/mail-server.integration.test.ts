import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { requestPasswordReset } from '@besteam/contracts/users';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { folderPost } from '../src/adapters/mail/mail.ts';
import { startUsers, type UsersUnderTest } from './users-under-test.ts';

/** Understands just enough of SMTP (RFC 5321) to take a message. */
function mailServer(received: (message: string) => void): Server {
  return createServer((socket) => {
    const say = (line: string) => socket.write(`${line}\r\n`);
    let message: string[] | undefined;
    say('220 ready');
    createInterface(socket).on('line', (line) => {
      if (message && line === '.') {
        received(message.join('\n'));
        message = undefined;
        say('250 taken');
      } else if (message) message.push(line);
      else if (/^DATA/i.test(line)) {
        message = [];
        say('354 go on');
      } else say(/^QUIT/i.test(line) ? '221 bye' : '250 ok');
    });
  }).listen(0, '127.0.0.1');
}

let users: UsersUnderTest;
let server: Server;
const message = Promise.withResolvers<string>();
beforeAll(async () => {
  server = mailServer(message.resolve);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  users = await startUsers('PGlite', {
    settings: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      PUBLIC_URL: 'https://play.example/',
      MAIL_FROM: 'us@play.example',
    },
  });
});
afterAll(async () => {
  await users.close();
  server.close();
});

test('a password reset goes through the mail server, with a link to the public address', async () => {
  const { email } = await users.register();
  await requestPasswordReset({ client: users.clientOf(), body: { email, language: 'en' } });
  const text = (await message.promise).replaceAll('=\n', '');
  expect(text).toContain(`To: ${email}`);
  expect(text).toContain('From: us@play.example');
  expect(text).toMatch(/https:\/\/play\.example\/reset#[\w-]{43}/);
});

test('without a mail server even a quiet log says where the message lies, and nothing of what it says', async () => {
  const folder = await temporaryFolder();
  const lines: string[] = [];
  const post = folderPost(folder.path, pino({ level: 'warn' }, { write: (line) => void lines.push(line) }));
  await post({ from: 'us@play.example', to: 'leo@example.org', subject: 'Hi', text: 'a secret link' });
  expect(lines).toEqual([expect.stringContaining(folder.path)]);
  expect(lines[0]).toMatch(/\.eml"/);
  expect(lines[0]).not.toMatch(/leo@example\.org|secret/);
  await folder.remove();
});
