const crlf = (...lines: string[]) => lines.join('\r\n');

/** What an attacker would like to be taken for a request of its own. */
export const SMUGGLED = crlf('GET /health/live HTTP/1.1', 'host: localhost', '', '');
const GUEST = '{"displayName":"Eve"}';

export const get = (...headers: string[]) => crlf('GET /health/live HTTP/1.1', 'host: localhost', ...headers, '', '');
export const post = (headers: string[], body = GUEST) =>
  crlf(
    'POST /api/users/v1/guest-sessions HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    ...headers,
    '',
    body,
  );
export const chunk = (content: string) => `${content.length.toString(16)}\r\n${content}\r\n`;
export const CHUNKED = `${chunk(GUEST)}0\r\n\r\n`;
const inChunks = ['transfer-encoding: chunked'];

/** Requests whose end, or whose receiver, can be read in two ways. */
export const ambiguous: [string, string][] = [
  ['Content-Length beside Transfer-Encoding (CL.TE)', post(['content-length: 4', ...inChunks], CHUNKED)],
  ['Transfer-Encoding beside Content-Length (TE.CL)', post([...inChunks, 'content-length: 4'], CHUNKED)],
  ['two encodings (TE.TE)', post([...inChunks, 'transfer-encoding: identity'], CHUNKED)],
  ['two lengths that differ', post(['content-length: 21', 'content-length: 0'])],
  ['two lengths alike', post(['content-length: 21', 'content-length: 21'])],
  ['two lengths in one line', post(['content-length: 21, 0'])],
  ['a length with a sign', post(['content-length: +21'])],
  ['a length in hexadecimal', post(['content-length: 0x15'])],
  ['a length that overflows', post(['content-length: 18446744073709551637'])],
  ['a negative length', post(['content-length: -1'])],
  ['an empty length', post(['content-length: '])],
  ['an encoding that is not the last', post(['transfer-encoding: chunked, identity'], CHUNKED)],
  ['an unknown encoding', post(['transfer-encoding: xchunked'], CHUNKED)],
  ['an encoding behind a vertical tab', post(['transfer-encoding: \x0bchunked'], CHUNKED)],
  ['a space before the colon', post(['transfer-encoding : chunked'], CHUNKED)],
  ['a folded header (obs-fold)', post(['x-folded: one', ' two', 'content-length: 21'])],
  ['an encoding in a folded header', post(['transfer-encoding:', ' chunked', 'content-length: 21'], CHUNKED)],
  ['a header line without end', post(['x-one: 1\ncontent-length: 0'])],
  ['lines that end with a line feed alone', get().replaceAll('\r', '')],
  ['a bare carriage return in a header', post(['x-one: 1\rcontent-length: 0'])],
  ['a null byte in a header', post(['x-one: \0', 'content-length: 21'])],
  ['a chunk size that is none', post(inChunks, `zz\r\n${GUEST}\r\n0\r\n\r\n`)],
  ['a chunk size with a sign', post(inChunks, `-1\r\n${GUEST}\r\n0\r\n\r\n`)],
  ['a chunk size that overflows', post(inChunks, `fffffffffffffffff\r\n${GUEST}\r\n0\r\n\r\n`)],
  ['a chunk longer than it says', post(inChunks, `1\r\n${GUEST}\r\n0\r\n\r\n`)],
  ['a line feed in a chunk’s extension', post(inChunks, CHUNKED.replace('\r\n', ';a\nb\r\n'))],
  ['chunks that end lines with a line feed alone', post(inChunks, CHUNKED.replaceAll('\r', ''))],
  ['no host', 'GET /health/live HTTP/1.1\r\n\r\n'],
  ['a second host', get('host: evil.example')],
  ['the same host twice', get('host: localhost')],
  ['an unknown method', 'SMUGGLE /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n'],
  ['a version that is none', 'GET /health/live HTTP/9.9\r\nhost: localhost\r\n\r\n'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
];

/** Requests that have one end, and that somebody might read further; and what may be answered to them and what follows. */
export const oldOrRare: [string, string, number[][]][] = [
  // What follows on a connection that ends with this request is an error, which may be seen first.
  ['HTTP/1.0', get().replace('HTTP/1.1', 'HTTP/1.0'), [[200], [400]]],
  ['HTTP/1.0 in chunks', post(inChunks, CHUNKED).replace('HTTP/1.1', 'HTTP/1.0'), [[201], [400]]],
  ['an upgrade to HTTP/2', get('connection: upgrade, http2-settings', 'upgrade: h2c', 'http2-settings: AA'), [[200]]],
  [
    'a trace',
    get().replace('GET', 'TRACE'),
    [
      [404, 200],
      [405, 200],
    ],
  ],
  ['a tunnel', 'CONNECT localhost:443 HTTP/1.1\r\nhost: localhost\r\n\r\n', [[]]],
  ['an unknown expectation', post(['expect: the-unexpected', 'content-length: 21']), [[417]]],
  ['a body where none belongs', get(`content-length: ${SMUGGLED.length}`), [[200]]],
  ['chunks with extensions', post(inChunks, CHUNKED.replace('\r\n', ';name=value\r\n')), [[201, 200]]],
  ['chunks with a length behind them', post(inChunks, `${chunk(GUEST)}0\r\ncontent-length: 4\r\n\r\n`), [[400]]],
  ['an address with a name (absolute-form)', get().replace('/health', 'https://evil.example/health'), [[200, 200]]],
];
