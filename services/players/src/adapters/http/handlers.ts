import type { RouteHandlers } from '@besteam/contracts/players/handlers';
import type { UseCases } from '../../application/use-cases.ts';
import { claimHandlers } from './claims.ts';
import { exportHandlers } from './export.ts';
import { invitationHandlers } from './invitations.ts';
import { memberHandlers } from './members.ts';
import { playerHandlers } from './players.ts';
import { squadHandlers } from './squads.ts';

/** Every operation of the contract. */
export function handlers(useCases: UseCases, now: () => number): { [operationId in keyof RouteHandlers]: unknown } {
  return {
    ...squadHandlers(useCases),
    ...exportHandlers(useCases, now),
    ...playerHandlers(useCases),
    ...claimHandlers(useCases),
    ...invitationHandlers(useCases),
    ...memberHandlers(useCases),
  };
}
