import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTarget, type Target } from './target.ts';
import { exchange } from './wire.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget();
});
afterAll(() => target.remove());

const crlf = (...lines: string[]) => lines.join('\r\n');
/** What an attacker would like to be taken for a request of its own. */
const SMUGGLED = crlf('GET /health/live HTTP/1.1', 'host: localhost', '', '');
const guest = '{"displayName":"Eve"}';
const post = (headers: string[], body: string) =>
  crlf(
    'POST /api/users/v1/guest-sessions HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    ...headers,
    '',
    body,
  );
const chunk = (content: string) => `${content.length.toString(16)}\r\n${content}\r\n`;
const chunked = `${chunk(guest)}0\r\n\r\n`;

describe('a request whose end can be read in two ways is refused, and nothing after it is answered', () => {
  test.each<[string, string]>([
    ['Content-Length beside Transfer-Encoding', post(['content-length: 4', 'transfer-encoding: chunked'], chunked)],
    ['Transfer-Encoding beside Content-Length', post(['transfer-encoding: chunked', 'content-length: 4'], chunked)],
    ['two lengths that differ', post(['content-length: 21', 'content-length: 0'], guest)],
    ['two lengths alike', post(['content-length: 21', 'content-length: 21'], guest)],
    ['two lengths in one line', post(['content-length: 21, 0'], guest)],
    ['a length with a sign', post(['content-length: +21'], guest)],
    ['a length in hexadecimal', post(['content-length: 0x15'], guest)],
    ['a length that overflows', post(['content-length: 18446744073709551637'], guest)],
    ['a negative length', post(['content-length: -1'], guest)],
    ['an encoding that is not the last', post(['transfer-encoding: chunked, identity'], chunked)],
    ['an unknown encoding', post(['transfer-encoding: xchunked'], chunked)],
    ['an encoding behind a vertical tab', post(['transfer-encoding: \x0bchunked'], chunked)],
    ['a space before the colon', post(['transfer-encoding : chunked'], chunked)],
    ['a folded header', post(['x-folded: one', ' two', 'content-length: 21'], guest)],
    ['an encoding in a folded header', post(['transfer-encoding:', ' chunked', 'content-length: 21'], chunked)],
    ['a header line without end', post(['x-one: 1\ncontent-length: 0'], guest)],
    ['a bare carriage return in a header', post(['x-one: 1\rcontent-length: 0'], guest)],
    ['a null byte in a header', post(['x-one: \0', 'content-length: 21'], guest)],
    ['a chunk size that is none', post(['transfer-encoding: chunked'], `zz\r\n${guest}\r\n0\r\n\r\n`)],
    ['a chunk size with a sign', post(['transfer-encoding: chunked'], `-1\r\n${guest}\r\n0\r\n\r\n`)],
    ['a chunk size that overflows', post(['transfer-encoding: chunked'], `fffffffffffffffff\r\n${guest}\r\n0\r\n\r\n`)],
    ['a chunk longer than it says', post(['transfer-encoding: chunked'], `1\r\n${guest}\r\n0\r\n\r\n`)],
    [
      'chunks that end lines with a line feed alone',
      post(['transfer-encoding: chunked'], chunked.replaceAll('\r', '')),
    ],
    ['no host', 'GET /health/live HTTP/1.1\r\n\r\n'],
    ['an unknown method', 'SMUGGLE /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n'],
    ['a version that is none', 'GET /health/live HTTP/9.9\r\nhost: localhost\r\n\r\n'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    const answers = await exchange(target, bytes + SMUGGLED);
    expect(answers.map(({ status }) => status)).toEqual([400]);
  });
});

describe('a request with one clear end', () => {
  test('is answered, and so is the next on the same connection', async () => {
    const answers = await exchange(target, post(['transfer-encoding: chunked'], chunked) + SMUGGLED);
    expect(answers.map(({ status }) => status)).toEqual([201, 200]);
  });

  test('has its body to itself where the operation takes none', async () => {
    const head = crlf('GET /health/live HTTP/1.1', 'host: localhost', `content-length: ${SMUGGLED.length}`, '', '');
    expect(await exchange(target, head + SMUGGLED)).toHaveLength(1);
  });

  test('is not taken for another’s by what it says of methods and addresses', async () => {
    const headers = ['x-http-method-override: DELETE', 'x-original-url: /metrics', 'x-rewrite-url: /metrics'];
    const [answer] = await exchange(target, crlf('GET /health/live HTTP/1.1', 'host: localhost', ...headers, '', ''));
    expect(answer).toMatchObject({ status: 200, body: '{"status":"live"}' });
  });
});

describe('too much is refused without being kept', () => {
  const get = (...headers: string[]) => crlf('GET /health/live HTTP/1.1', 'host: localhost', ...headers, '', '');

  test.each<[string, string, number]>([
    ['a header of 17 kB', get(`x-large: ${'x'.repeat(17_000)}`), 431],
    ['headers of 17 kB together', get(...Array.from({ length: 340 }, (_, n) => `x-${n}: ${'x'.repeat(50)}`)), 431],
    ['an address of 17 kB', get().replace('/live', `/${'x'.repeat(17_000)}`), 431],
    ['a body of which 65 kB are announced', post(['content-length: 66000'], guest), 413],
    ['65 kB in chunks', post(['transfer-encoding: chunked'], chunk('x'.repeat(66_000))), 413],
    ['chunks with long extensions', post(['transfer-encoding: chunked'], `1;${'x'.repeat(17_000)}\r\n`), 413],
  ])('%s', async (_, bytes, status) => {
    const [answer] = await exchange(target, bytes);
    expect(answer?.status).toBe(status);
    expect(JSON.parse(answer?.body ?? '')).toMatchObject({ status, requestId: expect.any(String) });
  });
});

test('after all that the program answers as before', async () => {
  expect((await target.program.fetch(`${target.program.origin}/health/ready`)).status).toBe(200);
});
