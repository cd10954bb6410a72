import type { BesteamEvent } from '@besteam/contracts/events';
import type { Consumer, EventBus } from '@besteam/service-kit';
import type { Accounts } from '../../application/ports.ts';

type AccountEvent = Extract<BesteamEvent, { type: `besteam.account.${string}` }>;

/** Notes what the users service tells of accounts, and then has the squads follow. */
export function consumeAccounts(
  bus: EventBus,
  accounts: Accounts,
  settle: (accountId: string) => Promise<void>,
): Promise<Consumer> {
  return bus.consume({
    queue: 'players.accounts',
    types: ['besteam.account.deleted.v1', 'besteam.account.changed.v1', 'besteam.account.merged.v1'],
    // The bus has checked the event against its schema.
    handle: async (event) => settle(await noted(accounts, event as AccountEvent)),
  });
}

/** The account that squads have to follow. */
async function noted(accounts: Accounts, event: AccountEvent): Promise<string> {
  switch (event.type) {
    case 'besteam.account.deleted.v1':
      await accounts.deleted(event.data.accountId);
      return event.data.accountId;
    case 'besteam.account.merged.v1':
      await accounts.merged(event.data.guestId, event.data.accountId);
      return event.data.guestId;
    case 'besteam.account.changed.v1': {
      const { accountId, version, displayName, kind } = event.data;
      await accounts.changed(accountId, { displayName, kind }, version);
      return accountId;
    }
  }
}
