import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { folderPost, forgetOldLetters } from '../src/adapters/mail/mail.ts';

const START = new Date('2026-11-26T20:30:00Z');
const daysAfter = (days: number) => new Date(START.getTime() + days * 86_400_000);

test('without a mail server a letter is a file for its owner alone; the log says where, and nothing of what it says', async () => {
  const folder = await temporaryFolder();
  const lines: string[] = [];
  const logger = pino({}, { write: (line: string) => void lines.push(line) });
  const letters = join(folder.path, 'outbox');
  await folderPost(letters, logger)({ from: 'a@b.c', to: 'ana@example.org', subject: 'Hello', text: 'the-token' });
  const [name = ''] = await readdir(letters);
  expect(name).toMatch(/^2[\dT.Z-]+-[\w-]{22}\.eml$/);
  expect(await readFile(join(letters, name), 'utf8')).toContain('the-token');
  expect((await stat(join(letters, name))).mode & 0o777).toBe(0o600);
  expect(lines.map((line) => JSON.parse(line).file)).toEqual([join(letters, name)]);
  expect(lines.join()).not.toMatch(/ana@example.org|the-token/);
  await folder.remove();
});

test('a name or an address adds no line to the head of a letter', async () => {
  const folder = await temporaryFolder();
  const injected = '\r\nBcc: eve@example.org\r\n\r\nHello';
  const letter = { from: 'besteam@example.org', to: `ana@example.org${injected}`, subject: `Hi${injected}`, text: '' };
  await folderPost(folder.path, pino({ level: 'silent' }))(letter);
  const [name = ''] = await readdir(folder.path);
  const [head = ''] = (await readFile(join(folder.path, name), 'utf8')).split('\r\n\r\n');
  expect(head).toContain('Subject: Hi');
  expect(head.split('\r\n').filter((line) => /^bcc/i.test(line))).toEqual([]);
  await folder.remove();
});

test('letters that were written instead of sent get no older than a day', async () => {
  const folder = await temporaryFolder();
  const letters = join(folder.path, 'outbox');
  expect(await forgetOldLetters(letters, START)).toBe(0);
  await mkdir(letters);
  for (const name of ['old.eml', 'new.eml', 'notes.txt']) await writeFile(join(letters, name), 'Hi');
  await utimes(join(letters, 'old.eml'), START, START);
  await utimes(join(letters, 'notes.txt'), START, START);
  await utimes(join(letters, 'new.eml'), START, daysAfter(0.5));
  expect(await forgetOldLetters(letters, daysAfter(1.25))).toBe(1);
  expect((await readdir(letters)).toSorted()).toEqual(['new.eml', 'notes.txt']);
  await folder.remove();
});
