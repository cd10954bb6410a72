import type { RouteHandlers } from '@besteam/contracts/users/handlers';
import { actorOf } from '@besteam/service-kit';
import { getMyAccount } from '../../application/get-my-account.ts';
import type { Ports } from '../../application/ports.ts';
import { registerAccount } from '../../application/register-account.ts';
import { accountBody, sessionBody } from './account-body.ts';
import type { CheckOrigin } from './own-origin.ts';
import { accepted } from './problems.ts';
import { keepRefreshToken } from './refresh-cookie.ts';

type Handlers = Pick<RouteHandlers, 'registerAccount' | 'getMyAccount'>;

export function accountHandlers(ports: Ports, checkOrigin: CheckOrigin): Handlers {
  const register = registerAccount(ports);
  const get = getMyAccount(ports);
  return {
    async registerAccount(request, reply) {
      checkOrigin(request);
      const { email, password, displayName } = request.body;
      const callerId = request.actor?.accountId;
      const session = accepted(await register({ email, password, displayName: displayName.trim(), callerId }));
      keepRefreshToken(reply, session);
      return reply.code(201).send(sessionBody(session));
    },
    async getMyAccount(request, reply) {
      const { accountId } = actorOf(request);
      return reply.code(200).send(accountBody(accepted(await get({ accountId }))));
    },
  };
}
