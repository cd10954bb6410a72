import { expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import type { Account } from '../domain/accounts.ts';
import type { Squad } from '../domain/squad.ts';
import { settleMember } from './settle-account.ts';

it('follows the newest news of an account, also when older news are still being followed', async () => {
  let stored: Squad = aSquad();
  let account: Account = { displayName: 'Old', kind: 'registered' };
  let reads = 0;
  const settle = settleMember({
    accounts: {
      async find() {
        reads += 1;
        const known = account;
        if (reads === 1) await newsComeAndAreFollowed();
        return known;
      },
      changed: async () => {},
      deleted: async () => {},
      merged: async () => {},
    },
    squads: {
      load: async () => stored,
      add: async () => true,
      async save(after, before) {
        if (stored.version !== before.version) return false;
        stored = after;
        return true;
      },
      delete: async () => true,
    },
    inTurn: <T>(_: string, work: () => Promise<T>) => work(),
    pause: async () => {},
    now: () => 0,
  });
  const newsComeAndAreFollowed = async () => {
    account = { displayName: 'New', kind: 'registered' };
    await settle('squad', 'owner');
  };
  await settle('squad', 'owner');
  expect(stored.members['owner']?.displayName).toBe('New');
});
