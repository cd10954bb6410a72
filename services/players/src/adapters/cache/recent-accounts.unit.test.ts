import { expect, it } from 'vitest';
import type { Account } from '../../domain/accounts.ts';
import { recentAccounts } from './recent-accounts.ts';

function scene() {
  let now = 0;
  let asked = 0;
  const stored = new Map<string, Account>([['ana', { displayName: 'Ana' }]]);
  const accounts = recentAccounts(
    {
      async find(accountId) {
        asked += 1;
        return stored.get(accountId);
      },
      changed: async () => {},
      deleted: async () => {},
      merged: async () => {},
    },
    () => now,
  );
  const pass = (ms: number) => {
    now += ms;
  };
  return { accounts, stored, asked: () => asked, pass };
}

it('does not ask again in the same moment for whom it has just found, or not found', async () => {
  const { accounts, asked, pass } = scene();
  for (const accountId of ['ana', 'nobody']) await accounts.find(accountId);
  pass(199);
  expect([await accounts.recent('ana'), await accounts.recent('nobody')]).toEqual([{ displayName: 'Ana' }, undefined]);
  expect(asked()).toBe(2);
  pass(1);
  await accounts.recent('ana');
  expect(asked()).toBe(3);
});

it('always sees the newest news where those are asked for', async () => {
  const { accounts, stored } = scene();
  await accounts.find('ana');
  stored.set('ana', { deleted: true });
  expect(await accounts.find('ana')).toEqual({ deleted: true });
  expect(await accounts.recent('ana')).toEqual({ deleted: true });
});

it('remembers no more than a thousand', async () => {
  const { accounts, asked } = scene();
  await accounts.find('ana');
  for (let i = 0; i < 1000; i++) await accounts.find(`other ${i}`);
  await accounts.recent('other 0');
  expect(asked()).toBe(1001);
  await accounts.recent('ana');
  expect(asked()).toBe(1002);
});
