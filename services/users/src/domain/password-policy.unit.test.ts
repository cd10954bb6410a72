import { describe, expect, test } from 'vitest';
import { judgePassword } from './password-policy.ts';

const owner = { email: 'Marta.Lopez@example.org', displayName: 'Marta' };
const isCommon = (password: string) => password === 'football1';
const judge = (password: string, of = owner) => judgePassword(password, of, isCommon);

describe('a password', () => {
  test.each(['five-a-side-on-thursdays', '8 charac', '日本語の長い合言葉', 'ÀÉÎÕÜàéî'])(
    'passes when nobody would try it early: %s',
    (password) => {
      expect(judge(password)).toBeUndefined();
    },
  );

  test('has at least eight characters, as people count them', () => {
    expect(judge('seven77')).toMatchObject({ reason: 'weak-password' });
    expect(judge('⚽⚽⚽⚽⚽⚽⚽')).toMatchObject({ reason: 'weak-password' });
    expect(judge('⚽⚽⚽⚽⚽⚽⚽⚽')).toBeUndefined();
  });

  test('is not among the most common ones, in whatever case or width', () => {
    expect(judge('FootBall1')).toMatchObject({ detail: 'The password is one of the most common passwords.' });
    expect(judge('ｆｏｏｔｂａｌｌ１')).toMatchObject({ reason: 'weak-password' });
  });

  test('does not contain what it is for', () => {
    for (const password of ['besteam-2026', 'BesTeam on Thursdays', 'b-e-s-t-e-a-m'])
      expect(judge(password)).toMatchObject({ detail: 'The password contains the name of this service.' });
    expect(judge('the best of teams')).toBeUndefined();
  });

  test('does not contain the name or the mailbox', () => {
    const detail = 'The password contains your e-mail address or name.';
    expect(judge('i-am-MARTA-2026')).toMatchObject({ reason: 'weak-password', detail });
    expect(judge('i-am-marta-2026', { ...owner, displayName: ' Marta ' })).toMatchObject({ detail });
    expect(judge('i-am-leon-2026', { ...owner, displayName: 'Leon' })).toMatchObject({ detail });
    expect(judge('xxmarta.lopezxx', { ...owner, displayName: 'M' })).toMatchObject({ reason: 'weak-password' });
  });

  test('may contain a name of three letters, which turns up by chance', () => {
    expect(judge('bananas-and-apples', { email: 'ana@example.org', displayName: 'Ana' })).toBeUndefined();
  });

  test('is complained about where the request carried it', () => {
    expect(judgePassword('x', owner, isCommon)?.errors).toEqual([
      { path: 'body/password', message: 'is shorter than 8 characters' },
    ]);
    expect(judgePassword('x', owner, isCommon, 'newPassword')?.errors?.[0]?.path).toBe('body/newPassword');
  });
});
