import type { EventData } from '@besteam/contracts/events';
import { type Consumer, type EventBus, newId, type TokenVerifier } from '@besteam/service-kit';

/** Longer than any access token lives. */
const TOKEN_SECONDS = 900;

/** In every process: tokens of deleted accounts are refused until they would have ended by themselves. */
export function refuseDeletedAccounts(bus: EventBus, tokens: TokenVerifier, now: () => number): Promise<Consumer> {
  return bus.consume({
    queue: `players.tokens.${newId()}`,
    types: ['besteam.account.deleted.v1'],
    durable: false,
    handle: async (event) => {
      const { accountId } = event.data as EventData['besteam.account.deleted.v1'];
      tokens.refuse(accountId, Math.floor(now() / 1000) + TOKEN_SECONDS);
    },
  });
}
