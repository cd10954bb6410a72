import { beforeAll, expect, test } from 'vitest';
import type { Passwords } from '../../application/ports.ts';
import { createPasswords } from './passwords.ts';

let passwords: Passwords;
beforeAll(async () => {
  passwords = await createPasswords();
});

test('a hash is argon2id at OWASP’s parameters, with a salt of its own', async () => {
  const [one, other] = await Promise.all([passwords.hash('the same'), passwords.hash('the same')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
});

test('a password matches its own hash alone, however its characters were composed', async () => {
  const hash = await passwords.hash('contrasen\u0303a-larga');
  expect(await passwords.matches(hash, 'contraseña-larga')).toBe(true);
  expect(await passwords.matches(hash, 'contrasena-larga')).toBe(false);
});

test('nothing matches where there is no hash, not even the stand-in’s password', async () => {
  expect(await passwords.matches(undefined, 'nobody has this password')).toBe(false);
  expect(await passwords.matches(null, 'nobody has this password')).toBe(false);
});

test('where there is no hash it takes as long as where there is one', async () => {
  const hash = await passwords.hash('five-a-side-on-thursdays');
  const shortest = async (of: string | undefined) => {
    const times: number[] = [];
    for (let i = 0; i < 8; i++) {
      const begun = performance.now();
      await passwords.matches(of, 'wrong');
      times.push(performance.now() - begun);
    }
    return Math.min(...times);
  };
  expect((await shortest(undefined)) / (await shortest(hash))).toBeGreaterThan(0.5);
});

test('the most common passwords are known', () => {
  for (const common of ['password', '12345678', 'football1', 'qwertyuiop'])
    expect(passwords.isCommon(common)).toBe(true);
  expect(passwords.isCommon('five-a-side-on-thursdays')).toBe(false);
});
