import type { AccountDeletedData, AccountMergedData } from '@besteam/contracts/events';
import type { Consumer, EventBus } from '@besteam/service-kit';
import type { forgetAccount } from '../../application/forget-account.ts';
import type { mergeAccounts } from '../../application/merge-accounts.ts';

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
    async handle({ type, data }) {
      if (type === 'besteam.account.merged.v1') return mergeAccounts(data as AccountMergedData);
      await forgetAccount((data as AccountDeletedData).accountId);
    },
  });
}
