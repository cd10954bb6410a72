import { describe, expect, it } from 'vitest';
import { createAccess } from './access.ts';

type Account = { id: string };
const url = 'https://besteam.test/api/players/v1/squads';

/** A server with one valid token at a time; every refresh makes the next one. */
function server() {
  const seen: string[] = [];
  let valid = 1;
  let refreshes = 0;
  const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
  const serve: typeof fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(String(input), url), init);
    if (request.url.endsWith('/sessions/refresh')) {
      refreshes += 1;
      if (valid === 0) return answer(401, { type: 'https://besteam.example/problems/unauthorized' });
      valid += 1;
      return answer(200, { accessToken: `t${valid}`, expiresIn: 600, account: { id: 'ana' } });
    }
    seen.push(request.headers.get('authorization') ?? 'none');
    const body = await request.text();
    return request.headers.get('authorization') === `Bearer t${valid}` ? answer(200, { body }) : answer(401, {});
  };
  return {
    serve,
    seen,
    refreshes: () => refreshes,
    end: () => {
      valid = 0;
    },
    expire: () => {
      valid += 1;
    },
  };
}

function accessTo(serve: typeof fetch, now?: () => number) {
  const accounts: (Account | undefined)[] = [];
  const access = createAccess<Account>({
    fetch: serve,
    exclusively: (task) => task(),
    changed: (account) => accounts.push(account),
    ...(now && { now }),
  });
  return { access, accounts };
}

describe('the session behind every call', () => {
  it('sends the token it holds', async () => {
    const { serve, seen } = server();
    const { access } = accessTo(serve);
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    expect((await access.fetch(url)).status).toBe(200);
    expect(seen).toEqual(['Bearer t1']);
  });

  it('renews once after a 401 and repeats the call with its body', async () => {
    const { serve, seen, expire } = server();
    const { access } = accessTo(serve);
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    expire();
    const response = await access.fetch(url, { method: 'POST', body: 'hello' });
    expect(await response.json()).toEqual({ body: 'hello' });
    expect(seen).toEqual(['Bearer t1', 'Bearer t3']);
  });

  it('renews once for many calls that fail at the same moment', async () => {
    const { serve, refreshes, expire } = server();
    const { access } = accessTo(serve);
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    expire();
    const answers = await Promise.all([1, 2, 3, 4].map(() => access.fetch(url)));
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
    expect(refreshes()).toBe(1);
  });

  it('renews before sending when the token is about to expire', async () => {
    let time = 0;
    const { serve, seen } = server();
    const { access } = accessTo(serve, () => time);
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    time = 590_000;
    await access.fetch(url);
    expect(seen).toEqual(['Bearer t2']);
  });

  it('hands back the 401 and forgets the account when the session has ended', async () => {
    const { serve, end } = server();
    const { access, accounts } = accessTo(serve);
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    end();
    expect((await access.fetch(url)).status).toBe(401);
    expect(accounts).toEqual([{ id: 'ana' }, undefined]);
  });

  it('finds the session of a device that has forgotten it had one, once a call is refused', async () => {
    const { serve, seen } = server();
    const { access, accounts } = accessTo(serve);
    expect((await access.fetch(url)).status).toBe(200);
    expect(seen).toEqual(['none', 'Bearer t2']);
    expect(accounts).toEqual([{ id: 'ana' }]);
  });

  it('asks for a stranger once', async () => {
    const { serve, end, refreshes } = server();
    const { access } = accessTo(serve);
    end();
    expect((await access.fetch(url)).status).toBe(401);
    expect((await access.fetch(url)).status).toBe(401);
    expect(await access.find()).toBe(false);
    expect(refreshes()).toBe(1);
  });

  it('hands back a 401 that is not about the token, such as a wrong password, without asking twice', async () => {
    let asked = 0;
    const { access, accounts } = accessTo(async () => {
      asked += 1;
      return Response.json({ type: 'https://besteam.example/problems/wrong-credentials' }, { status: 401 });
    });
    access.accept({ accessToken: 't1', expiresIn: 600, account: { id: 'ana' } });
    const response = await access.fetch(url, { method: 'POST', body: 'a guess' });
    expect(await response.json()).toMatchObject({ type: expect.stringContaining('wrong-credentials') });
    expect(asked).toBe(1);
    expect(accounts).toEqual([{ id: 'ana' }]);
  });

  it('keeps the account when the renewal fails for want of a connection', async () => {
    const { access, accounts } = accessTo(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(access.renew()).rejects.toThrow(TypeError);
    expect(accounts).toEqual([]);
  });
});
