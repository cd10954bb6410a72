import { deleteMyAccount } from '@besteam/contracts/users';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evening, type Traces } from './journey.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
beforeAll(async () => {
  target = await startTarget(() => ({ LOG_LEVEL: 'trace' }));
});
afterAll(() => target.remove());

const secrets = ({ email, password, name, code, tokens, ratings }: Traces) => [
  email,
  password,
  name,
  code,
  ...tokens,
  ...ratings,
];

test('the most talkative log tells no password, token, code, address of a person, name or rating', async () => {
  const { program, printed } = target;
  const { traces, owner, squad } = await evening(target, 'Berenguela');
  const [link = '', access = ''] = traces.tokens;
  // Failures are what gets logged: each carries something that must not be.
  const ask = (path: string, init?: RequestInit) => program.fetch(program.origin + path, init);
  const json = { 'content-type': 'application/json' };
  const wrong = JSON.stringify({ email: traces.email, password: traces.password, surplus: traces.name });
  const statuses = [
    (await ask(`/api/users/v1/recovery-links/${link}/redemptions`, { method: 'POST' })).status,
    (await ask(`/api/users/v1/recovery-links/${link}/redemptions`, { method: 'POST' })).status,
    (await ask(`/api/players/v1/invitations/${squad.code}?token=${access}`)).status,
    (await ask('/api/users/v1/sessions', { method: 'POST', headers: json, body: wrong })).status,
    (await ask('/api/users/v1/sessions', { method: 'POST', headers: json, body: wrong.slice(0, -1) })).status,
    (await ask('/api/players/v1/squads', { headers: { authorization: `Bearer ${access}x` } })).status,
    (await ask(`/api/users/v1/nothing/${traces.email}`)).status,
    (await ask(`/%zz/${traces.email}`)).status,
  ];
  expect(statuses).toEqual([201, 404, 400, 400, 400, 401, 404, 400]);
  await deleteMyAccount({ client: owner.users, throwOnError: true });

  const log = printed();
  expect(log.split('\n').filter((line) => line.includes('"answered"')).length).toBeGreaterThan(15);
  expect(secrets(traces).filter((secret) => secret === '' || log.includes(secret))).toEqual([]);
});
