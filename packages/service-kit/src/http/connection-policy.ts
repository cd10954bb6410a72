import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError } from 'fastify';
import { problemBody } from './problem.ts';

/** Forward secrecy and authenticated encryption alone: the suites of TLS 1.3 and their elder twins of TLS 1.2. */
const CIPHERS = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
];

/**
 * What is demanded of who connects: modern TLS, and requests that arrive whole in time. An answer may take as long as
 * it likes (live streams do), and a connection may carry any number of requests: load balancers keep few.
 */
export const connectionPolicy = {
  minVersion: 'TLSv1.2',
  ciphers: CIPHERS.join(':'),
  handshakeTimeout: 10_000,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 2000,
  maxHeaderSize: 16 * 1024,
} as const;

/** Headers and body together: 64 kB in so long are 17 kbit/s. */
export const REQUEST_TIMEOUT_MS = 30_000;

const problems: Record<string, { status: number; slug: string; title: string }> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, slug: 'too-slow', title: 'The request did not arrive in time' },
  HPE_HEADER_OVERFLOW: { status: 431, slug: 'headers-too-large', title: 'The headers are larger than 16 kB' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, slug: 'body-too-large', title: 'The body is larger than 64 kB' },
};
const unreadable = { status: 400, slug: 'invalid-request', title: 'The request cannot be read' };

/** Bytes that are no request: a problem like any other, and the end of the connection. */
export function answerUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = problems[error.code] ?? unreadable;
  const body = JSON.stringify(problemBody(problem, randomUUID()));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json',
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Not when all is written: where the handshake was never made, nothing ever is.
  socket.destroy(error);
}
