import type { BesteamEvent } from '@besteam/contracts/events';
import type { Consumer, EventBus } from '@besteam/service-kit';
import type { forgetAccount } from '../../application/forget-account.ts';
import type { mergeAccounts } from '../../application/merge-accounts.ts';

type AccountEvent = Extract<BesteamEvent, { type: 'besteam.account.deleted.v1' | 'besteam.account.merged.v1' }>;

interface Options {
  bus: EventBus;
  forgetAccount: ReturnType<typeof forgetAccount>;
  mergeAccounts: ReturnType<typeof mergeAccounts>;
}

/** Follows what becomes of accounts: deleted ones leave nothing here, merged ones hand over what they rated. */
export function consumeAccountEvents({ bus, forgetAccount, mergeAccounts }: Options): Promise<Consumer> {
  return bus.consume({
    queue: 'matches.accounts',
    types: ['besteam.account.deleted.v1', 'besteam.account.merged.v1'],
    async handle(received) {
      // The bus has checked the event against its schema.
      const event = received as AccountEvent;
      if (event.type === 'besteam.account.merged.v1') return mergeAccounts(event.data);
      await forgetAccount(event.data.accountId);
    },
  });
}
