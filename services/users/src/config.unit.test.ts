import { expect, test } from 'vitest';
import { usersSettings } from './config.ts';

test('without any variable the service runs on its embedded engines', () => {
  expect(usersSettings.parse({})).toEqual({
    ALLOWED_ORIGINS: [],
    MAIL_FROM: 'Besteam <no-reply@besteam.example>',
    DATABASE_ANSWER_MS: 900,
    PASSWORD_MEMORY_MIB: 64,
    PASSWORD_PASSES: 3,
  });
});

test.each([{ PASSWORD_MEMORY_MIB: '18' }, { PASSWORD_PASSES: '1' }, { PASSWORD_MEMORY_MIB: '64.5' }])(
  'passwords cost no less than OWASP’s minimum: %o is refused',
  (settings) => {
    expect(usersSettings.safeParse(settings).success).toBe(false);
    expect(usersSettings.parse({ PASSWORD_MEMORY_MIB: '19', PASSWORD_PASSES: '2' })).toMatchObject({
      PASSWORD_MEMORY_MIB: 19,
      PASSWORD_PASSES: 2,
    });
  },
);

test('origins are listed by commas', () => {
  const { ALLOWED_ORIGINS } = usersSettings.parse({ ALLOWED_ORIGINS: 'https://a.example, https://b.example,' });
  expect(ALLOWED_ORIGINS).toEqual(['https://a.example', 'https://b.example']);
});

test.each([
  ['DATABASE_URL', 'mysql://host/db'],
  ['SMTP_URL', 'https://host'],
  ['PUBLIC_URL', 'play.example'],
])('%s is refused when it is another kind of address', (variable, value) => {
  expect(usersSettings.safeParse({ [variable]: value }).success).toBe(false);
});
