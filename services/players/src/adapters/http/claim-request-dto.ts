import type { ClaimRequest } from '@besteam/contracts/players';
import type { Member } from '../../domain/squad.ts';

/** What a member asks for, if it asks for a player. */
export function claimRequestDto({ accountId, displayName, request }: Member): ClaimRequest | undefined {
  if (!request) return undefined;
  const name = displayName === undefined ? {} : { displayName };
  return { playerId: request.playerId, accountId, requestedAt: request.at, ...name };
}
