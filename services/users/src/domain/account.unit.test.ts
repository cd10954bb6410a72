import { expect, test } from 'vitest';
import { newGuest, newRegistered, renamed, upgraded, withEmail, withPassword } from './account.ts';

const registration = { email: 'ana@example.org', passwordHash: 'hash', displayName: 'Ana' };

test('a guest has neither e-mail address nor password', () => {
  expect(newGuest('g', 'Leo')).toEqual({
    id: 'g',
    kind: 'guest',
    displayName: 'Leo',
    email: null,
    passwordHash: null,
    version: 1,
  });
});

test('a guest who registers keeps the id, and the others hear of a newer version', () => {
  const guest = newGuest('g', 'Leo');
  expect(upgraded(guest, registration)).toEqual({ ...newRegistered('g', registration), version: 2 });
});

test('a new name makes a new version, the same name does not', () => {
  const account = newRegistered('a', registration);
  expect(renamed(account, 'Ana María')).toEqual({ ...account, displayName: 'Ana María', version: 2 });
  expect(renamed(account, 'Ana')).toBe(account);
});

test('address and password concern nobody else: the version stays', () => {
  const account = newRegistered('a', registration);
  expect(withEmail(account, 'b@example.org')).toEqual({ ...account, email: 'b@example.org' });
  expect(withPassword(account, 'other')).toEqual({ ...account, passwordHash: 'other' });
});
