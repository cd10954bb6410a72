import type { onRequestHookHandler } from 'fastify';
import { HttpProblem } from './problem.ts';

/** RFC 9112, 3.2: of two hosts who stands in front may take the one and we the other. Node takes the first in silence. */
export const refuseSecondHost: onRequestHookHandler = (request, _reply, done) => {
  const names = request.raw.rawHeaders.filter((text, index) => index % 2 === 0 && isHost(text));
  done(names.length > 1 ? new HttpProblem(twoHosts) : undefined);
};

const isHost = (name: string) => name.length === 4 && name.toLowerCase() === 'host';

const twoHosts = {
  status: 400,
  slug: 'invalid-request',
  title: 'The request names two hosts',
  headers: { connection: 'close' },
};
