import { expect, test } from 'vitest';
import { costIn } from './password-cost.ts';
import { AT_ONCE, createPasswords, hashOfNothing } from './passwords.ts';

const DEFAULT = { PASSWORD_MEMORY_MIB: 64, PASSWORD_PASSES: 3 };
const passwords = createPasswords(DEFAULT);
const cheaper = createPasswords({ PASSWORD_MEMORY_MIB: 19, PASSWORD_PASSES: 2 });

test('a hash is argon2id of 64 MiB and three passes in one lane, with a salt of its own', async () => {
  const [one, other] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  expect(one).not.toBe(other);
});

test('a password matches its own hash alone, however its characters were composed', async () => {
  const hash = await passwords.hash('contrasen\u0303a-larga');
  expect(await passwords.matches(hash, 'contraseña-larga')).toBe(true);
  expect(await passwords.matches(hash, 'contrasena-larga')).toBe(false);
});

test('a hash of another cost is compared by its own, and known to be outdated', async () => {
  const old = await cheaper.hash('five-a-side-on-thursdays');
  expect(await passwords.matches(old, 'five-a-side-on-thursdays')).toBe(true);
  expect(await passwords.matches(old, 'another')).toBe(false);
  expect([passwords.isOutdated(old), cheaper.isOutdated(old)]).toEqual([true, false]);
});

test('nothing matches where there is no hash', async () => {
  expect(await passwords.matches(undefined, 'five-a-side-on-thursdays')).toBe(false);
  expect(await passwords.matches(null, '')).toBe(false);
});

test('what stands in for an absent hash has the cost, the salt and the length of a real one', async () => {
  const real = await passwords.hash('five-a-side-on-thursdays');
  const standIn = hashOfNothing({ memoryCost: 65_536, timeCost: 3, parallelism: 1 });
  expect(costIn(standIn)).toEqual(costIn(real));
  expect(standIn.split('$').map((part) => part.length)).toEqual(real.split('$').map((part) => part.length));
});

test('far more at once take the memory of as many as are hashed at once', async () => {
  const before = process.memoryUsage.rss();
  const quicker = createPasswords({ ...DEFAULT, PASSWORD_PASSES: 1 });
  const all = Array.from({ length: 8 * AT_ONCE }, () => quicker.matches(undefined, 'wrong'));
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 2);
  await Promise.all(all);
  clearInterval(watch);
  const hashes = (most - before) / 2 ** 20 / DEFAULT.PASSWORD_MEMORY_MIB;
  expect(hashes).toBeGreaterThan(0.5);
  expect(hashes).toBeLessThan(AT_ONCE + 1);
});

test('the most common passwords are known', () => {
  for (const common of ['password', '12345678', 'football1', 'qwertyuiop'])
    expect(passwords.isCommon(common)).toBe(true);
  expect(passwords.isCommon('five-a-side-on-thursdays')).toBe(false);
});
