import type { RouteHandlers } from '@besteam/contracts/users/handlers';
import { actorOf, networkOf } from '@besteam/service-kit';
import { changePassword } from '../../application/change-password.ts';
import { deleteMyAccount } from '../../application/delete-my-account.ts';
import { getMyAccount } from '../../application/get-my-account.ts';
import type { Ports } from '../../application/ports.ts';
import { registerAccount } from '../../application/register-account.ts';
import { updateMyAccount } from '../../application/update-my-account.ts';
import { accountBody, sessionBody } from './account-body.ts';
import type { CheckOrigin } from './own-origin.ts';
import { accepted } from './problems.ts';
import { forgetRefreshToken, keepRefreshToken } from './refresh-cookie.ts';

type Handlers = Pick<
  RouteHandlers,
  'registerAccount' | 'getMyAccount' | 'updateMyAccount' | 'deleteMyAccount' | 'changePassword'
>;

export function accountHandlers(ports: Ports, checkOrigin: CheckOrigin): Handlers {
  const register = registerAccount(ports);
  const get = getMyAccount(ports);
  const update = updateMyAccount(ports);
  const remove = deleteMyAccount(ports);
  const change = changePassword(ports);
  return {
    async registerAccount(request, reply) {
      checkOrigin(request);
      const { email, password, displayName } = request.body;
      const callerId = request.actor?.accountId;
      const registration = { email, password, displayName: displayName.trim(), address: networkOf(request.ip) };
      const session = accepted(await register({ ...registration, callerId }));
      keepRefreshToken(reply, session);
      return reply.code(201).send(sessionBody(session));
    },
    async getMyAccount(request, reply) {
      const { accountId } = actorOf(request);
      const account = accepted(await get({ accountId }));
      reply.header('cache-control', 'no-store');
      return reply.code(200).send(accountBody(account));
    },
    async updateMyAccount(request, reply) {
      const { displayName, ...others } = request.body;
      const { accountId } = actorOf(request);
      const account = await update({
        accountId,
        displayName: displayName?.trim(),
        ...others,
        address: networkOf(request.ip),
      });
      return reply.code(200).send(accountBody(accepted(account)));
    },
    async deleteMyAccount(request, reply) {
      const { accountId, authTime } = actorOf(request);
      accepted(await remove({ accountId, provedAt: authTime }));
      forgetRefreshToken(reply);
      return reply.code(204).send();
    },
    async changePassword(request, reply) {
      checkOrigin(request);
      const { accountId } = actorOf(request);
      keepRefreshToken(reply, accepted(await change({ accountId, ...request.body, address: networkOf(request.ip) })));
      return reply.code(204).send();
    },
  };
}
