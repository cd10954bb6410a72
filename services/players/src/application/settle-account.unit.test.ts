import { expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import type { Account } from '../domain/accounts.ts';
import type { Squad } from '../domain/squad.ts';
import { settleListed, settleMember } from './settle-account.ts';

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
      recent: async () => account,
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

it('reads an account that a squad newly lists, and the squad only where it has to follow', async () => {
  const squad = aSquad();
  let account: Account | undefined;
  let loads = 0;
  let saved: Squad | undefined;
  const settle = settleListed({
    accounts: {
      find: async () => account,
      recent: async () => account,
      changed: async () => {},
      deleted: async () => {},
      merged: async () => {},
    },
    squads: {
      async load() {
        loads += 1;
        return squad;
      },
      add: async () => true,
      async save(after) {
        saved = after;
        return true;
      },
      delete: async () => true,
    },
    inTurn: <T>(_: string, work: () => Promise<T>) => work(),
    pause: async () => {},
    now: () => 0,
  });
  await settle(squad, 'owner');
  account = { kind: 'registered' };
  await settle(squad, 'owner');
  expect([loads, saved]).toEqual([0, undefined]);
  account = { kind: 'registered', displayName: 'Ana' };
  await settle(squad, 'owner');
  expect([loads, saved?.members['owner']?.displayName]).toEqual([1, 'Ana']);
});
