import type { RouteHandlers } from '@besteam/contracts/users/handlers';
import { actorOf, networkOf } from '@besteam/service-kit';
import { completePasswordReset } from '../../application/complete-password-reset.ts';
import { createRecoveryLink } from '../../application/create-recovery-link.ts';
import type { Ports } from '../../application/ports.ts';
import { redeemRecoveryLink } from '../../application/redeem-recovery-link.ts';
import { requestPasswordReset } from '../../application/request-password-reset.ts';
import type { Background } from '../background.ts';
import { sessionBody } from './account-body.ts';
import type { CheckOrigin } from './own-origin.ts';
import { accepted } from './problems.ts';
import { keepRefreshToken } from './refresh-cookie.ts';

type Handlers = Pick<
  RouteHandlers,
  'createRecoveryLink' | 'redeemRecoveryLink' | 'requestPasswordReset' | 'completePasswordReset'
>;

/** The contract's default. */
const LINK_MINUTES = 1440;

export function recoveryHandlers(ports: Ports, checkOrigin: CheckOrigin, background: Background): Handlers {
  const createLink = createRecoveryLink(ports);
  const redeemLink = redeemRecoveryLink(ports);
  const requestReset = requestPasswordReset(ports);
  const completeReset = completePasswordReset(ports);
  return {
    async createRecoveryLink(request, reply) {
      const { accountId } = actorOf(request);
      const { lifetimeMinutes = LINK_MINUTES, currentPassword } = request.body ?? {};
      const command = { accountId, lifetimeMinutes, currentPassword, address: networkOf(request.ip) };
      const { token, expiresAt } = accepted(await createLink(command));
      reply.header('cache-control', 'no-store');
      return reply.code(201).send({ token, expiresAt: expiresAt.toISOString() });
    },
    async redeemRecoveryLink(request, reply) {
      checkOrigin(request);
      const session = accepted(await redeemLink({ token: request.params.token }));
      keepRefreshToken(reply, session);
      return reply.code(201).send(sessionBody(session));
    },
    /** Answers before it looks, so that the answer's time tells nothing either. */
    async requestPasswordReset(request, reply) {
      const { email, language = 'es' } = request.body;
      background.run('password reset', () => requestReset({ email, language }));
      return reply.code(202).send();
    },
    async completePasswordReset(request, reply) {
      const { token } = request.params;
      accepted(await completeReset({ token, newPassword: request.body.newPassword, address: networkOf(request.ip) }));
      return reply.code(204).send();
    },
  };
}
