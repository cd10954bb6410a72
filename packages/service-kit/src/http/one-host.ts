import type { onRequestHookHandler } from 'fastify';
import { HttpProblem } from './problem.ts';

/**
 * RFC 9112, 3.2: of two hosts who stands in front may take the one and we the other. Node takes the first in silence. In
 * HTTP/2 (RFC 9113, 8.3.1) the authority may be said again as a host, but no other.
 */
export const refuseSecondHost: onRequestHookHandler = ({ raw, headers }, _reply, done) => {
  const names = raw.rawHeaders.filter((text, index) => index % 2 === 0 && isHost(text));
  const { host, ':authority': authority = host } = headers;
  done(names.length > 1 || host !== authority ? new HttpProblem(twoHosts) : undefined);
};

const isHost = (name: string) => name.length === 4 && name.toLowerCase() === 'host';

const twoHosts = {
  status: 400,
  slug: 'invalid-request',
  title: 'The request names two hosts',
  headers: { connection: 'close' },
};
