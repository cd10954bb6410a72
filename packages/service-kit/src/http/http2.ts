import { constants, Http2ServerRequest, type ServerHttp2Stream } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { connectionPolicy, REQUEST_TIMEOUT_MS } from './connection-policy.ts';

/** As long as a connection of HTTP/1.1 may wait for its next request. */
const IDLE_MS = 72_000;
/** So long may it take to hang up. */
const PARTING_MS = 500;

/**
 * Where browsers come they are offered HTTP/2: one connection carries all that a screen asks for, and the streams of news of
 * every tab, of which HTTP/1.1 allows a browser six in all. Who speaks HTTP/1.1 alone is held to the same policy.
 */
export const http2Options = {
  allowHTTP1: true,
  http1Options: {
    headersTimeout: connectionPolicy.headersTimeout,
    connectionsCheckingInterval: connectionPolicy.connectionsCheckingInterval,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_MS,
  },
  settings: { maxConcurrentStreams: 128, maxHeaderListSize: connectionPolicy.maxHeaderSize },
} as const;

/** What there is to do for requests of HTTP/2, so that nothing else needs to know which of both it serves. */
export function speakHttp2(server: FastifyInstance): void {
  hangUpAtTheEnd(server);
  server.addHook('onRequest', ({ raw }, _reply, done) => {
    if (raw instanceof Http2ServerRequest) {
      // RFC 9113, 8.3.1: who passes a request on names its authority as the host.
      raw.headers.host ??= raw.headers[':authority'];
      endIfSlow(raw.stream);
    }
    done();
  });
  // Where this is said an error ends a connection; there it ends the stream alone.
  server.addHook('onSend', ({ raw }, reply, payload, done) => {
    if (raw instanceof Http2ServerRequest) reply.removeHeader('connection');
    done(null, payload);
  });
}

/**
 * A server that ends lets its sessions finish what is in hand; each then waits until the other side hangs up, which not
 * every client does. Who comes in the very moment has nothing in hand.
 */
function hangUpAtTheEnd(server: FastifyInstance): void {
  const sockets = new Set<TLSSocket>();
  let ending = false;
  server.server.on('secureConnection', (socket: TLSSocket) => {
    if (ending) return socket.destroy();
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', async () => {
    ending = true;
    const hangingUp = setInterval(() => {
      for (const socket of sockets) if (socket.writableFinished) socket.destroy();
    }, PARTING_MS).unref();
    server.server.once('close', () => clearInterval(hangingUp));
  });
}

/**
 * What Node demands of requests of HTTP/1.1 alone: that they arrive whole in time. And nobody keeps an answer waiting for
 * ever by taking nothing of it.
 */
function endIfSlow(stream: ServerHttp2Stream): void {
  const end = () => stream.close(constants.NGHTTP2_CANCEL);
  stream.setTimeout(IDLE_MS, end);
  if (stream.endAfterHeaders) return;
  const tooLate = setTimeout(end, REQUEST_TIMEOUT_MS);
  for (const event of ['end', 'close']) stream.once(event, () => clearTimeout(tooLate));
}
