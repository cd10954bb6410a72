import type { RouteHandlers } from '@besteam/contracts/users/handlers';
import { networkOf } from '@besteam/service-kit';
import { closeSession } from '../../application/close-session.ts';
import { openGuestSession } from '../../application/open-guest-session.ts';
import { openSession } from '../../application/open-session.ts';
import type { Ports } from '../../application/ports.ts';
import { refreshSession } from '../../application/refresh-session.ts';
import { sessionBody } from './account-body.ts';
import type { CheckOrigin } from './own-origin.ts';
import { accepted } from './problems.ts';
import { forgetRefreshToken, keepRefreshToken, readRefreshToken } from './refresh-cookie.ts';

type Handlers = Pick<RouteHandlers, 'openSession' | 'openGuestSession' | 'refreshSession' | 'closeSession'>;

export function sessionHandlers(ports: Ports, checkOrigin: CheckOrigin): Handlers {
  const open = openSession(ports);
  const openAsGuest = openGuestSession(ports);
  const refresh = refreshSession(ports);
  const close = closeSession(ports);
  return {
    async openSession(request, reply) {
      checkOrigin(request);
      const { email, password } = request.body;
      const callerId = request.actor?.accountId;
      const session = accepted(await open({ email, password, address: networkOf(request.ip), callerId }));
      keepRefreshToken(reply, session);
      return reply.code(201).send(sessionBody(session));
    },
    async openGuestSession(request, reply) {
      checkOrigin(request);
      const session = await openAsGuest({ displayName: request.body?.displayName?.trim() });
      keepRefreshToken(reply, session);
      return reply.code(201).send(sessionBody(session));
    },
    async refreshSession(request, reply) {
      checkOrigin(request);
      const session = accepted(await refresh({ refreshToken: readRefreshToken(request) }));
      keepRefreshToken(reply, session);
      return reply.code(200).send(sessionBody(session));
    },
    async closeSession(request, reply) {
      checkOrigin(request);
      await close({ refreshToken: readRefreshToken(request) });
      forgetRefreshToken(reply);
      return reply.code(204).send();
    },
  };
}
