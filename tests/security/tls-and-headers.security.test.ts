import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, getCiphers, type SecureVersion, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joins, squadOf } from '../../standalone/test/people.ts';
import { startTarget, type Target } from './target.ts';

let target: Target;
/** The same with a certificate given by who runs it. */
let certified: Target;
beforeAll(async () => {
  target = await startTarget();
  certified = await startTarget(async (dataDir) => {
    const tls = join(dataDir, 'tls');
    await cp(join(target.dataDir, 'tls'), tls, { recursive: true });
    const leaf = join(tls, 'leaf.pem');
    return { TLS_CERT_FILE: leaf, TLS_KEY_FILE: leaf, TLS_CA_FILE: join(tls, 'ca.pem') };
  });
});
afterAll(async () => {
  await target.remove();
  await certified.remove();
});

describe('the connection', () => {
  test.each<[SecureVersion, boolean]>([
    ['TLSv1', false],
    ['TLSv1.1', false],
    ['TLSv1.2', true],
    ['TLSv1.3', true],
  ])('by %s is made: %s', async (version, made) => {
    const socket = await handshake({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' });
    expect(socket?.getProtocol()).toBe(made ? version : undefined);
    socket?.destroy();
  });

  test('by TLS 1.2 is made with forward secrecy and authenticated encryption alone', async () => {
    const taken: string[] = [];
    for (const cipher of getCiphers().filter((name) => !name.startsWith('tls_'))) {
      const socket = await handshake({ maxVersion: 'TLSv1.2', ciphers: `${cipher.toUpperCase()}:@SECLEVEL=0` });
      if (socket) taken.push(cipher);
      socket?.destroy();
    }
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.filter((cipher) => !/^ecdhe-(ecdsa|rsa)-(aes(128|256)-gcm-|chacha20-poly1305)/.test(cipher))).toEqual(
      [],
    );
  });

  test('shows a certificate for its name, which its authority vouches for', async () => {
    const socket = await handshake({});
    expect(socket?.authorized).toBe(true);
    const { bits, nistCurve } = socket?.getPeerCertificate() ?? {};
    expect(nistCurve === 'P-256' || (bits ?? 0) >= 2048).toBe(true);
    socket?.destroy();
  });

  test('in the clear is none: nothing is answered, and nobody is sent elsewhere', async () => {
    await expect(fetch(`http://localhost:${target.port}/`, { redirect: 'manual' })).rejects.toThrow('fetch failed');
  });
});

async function handshake(options: object): Promise<TLSSocket | undefined> {
  const { promise, resolve } = Promise.withResolvers<TLSSocket | undefined>();
  try {
    const socket = connect({ port: target.port, host: 'localhost', ca: target.ca, ...options });
    socket.once('secureConnect', () => resolve(socket)).once('error', () => resolve(undefined));
  } catch {
    // Names of suites that this OpenSSL lists and cannot use.
    resolve(undefined);
  }
  return promise;
}

interface Shown {
  status: number;
  headers: Headers;
}

/** One answer of each kind that there is. */
async function kindsOfAnswers({ people, program }: Target) {
  const owner = await people.owner();
  const squad = await squadOf(owner, 2);
  await joins(await people.guest(), squad, squad.players[0]?.id ?? '');
  const asOwner = owner.players.getConfig().fetch ?? program.fetch;
  const live = await owner.matches.getConfig().fetch?.(`/squads/${squad.id}/events`);
  await live?.body?.cancel();
  const ask = (path: string, init?: RequestInit) => program.fetch(program.origin + path, init);
  const page = { headers: { accept: 'text/html' } };
  const kinds = {
    json: await asOwner(`/squads/${squad.id}`),
    csv: await asOwner(`/squads/${squad.id}/export?format=csv`),
    stream: live ?? Response.error(),
    session: await ask('/api/users/v1/guest-sessions', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    }),
    keys: await ask('/api/users/v1/.well-known/jwks.json'),
    unauthorized: await ask('/api/players/v1/squads'),
    'wrong request': await ask('/api/users/v1/sessions', { method: 'POST' }),
    'wrong method': await ask('/api/players/v1/squads', { method: 'PUT' }),
    'unknown operation': await ask('/api/players/v1/nothing'),
    'unknown path': await ask('/nothing'),
    reference: await ask('/api/players/v1/docs', page),
    shell: await ask('/s/anything', page),
    landing: await ask('/', page),
    script: await ask('/service-worker.js'),
    health: await ask('/health/ready'),
  };
  return kinds satisfies Record<string, Shown>;
}

describe('every kind of answer', () => {
  test('is framed, sniffed and referred to by nobody, tells no software, and opens itself to no other origin', async () => {
    for (const [kind, { headers }] of Object.entries(await kindsOfAnswers(target))) {
      const of = (name: string) => headers.get(name);
      expect.soft(of('x-content-type-options'), kind).toBe('nosniff');
      expect.soft(of('x-frame-options'), kind).toBe('DENY');
      expect.soft(of('referrer-policy'), kind).toBe('no-referrer');
      expect.soft(of('cross-origin-resource-policy'), kind).toBe('same-origin');
      expect.soft(of('cross-origin-opener-policy'), kind).toBe('same-origin');
      expect.soft(of('content-security-policy'), kind).toMatch(/frame-ancestors '(none|self)'/);
      expect.soft(of('content-type'), kind).toMatch(/^(application|text)\//);
      for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin', 'strict-transport-security']) {
        expect.soft(of(telling), `${kind}: ${telling}`).toBeNull();
      }
    }
  });

  test('that is somebody’s is kept by no cache', async () => {
    const { json, csv, session, unauthorized } = await kindsOfAnswers(target);
    for (const { headers } of [json, csv, session, unauthorized]) {
      expect(headers.get('cache-control')).toBe('no-store');
    }
  });

  test('demands TLS for two years where the certificate is a given one', async () => {
    for (const [kind, { headers }] of Object.entries(await kindsOfAnswers(certified))) {
      expect.soft(headers.get('strict-transport-security'), kind).toBe('max-age=63072000; includeSubDomains');
    }
  });
});

test('no other origin is allowed anything, whatever it asks for', async () => {
  const { program } = target;
  const headers = {
    origin: 'https://evil.example',
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'authorization',
  };
  const { headers: answered, status } = await program.fetch(`${program.origin}/api/players/v1/squads`, {
    method: 'OPTIONS',
    headers,
  });
  expect(status).toBe(405);
  expect([...answered.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
});

test('the app’s pages run the scripts they came with, and no others', async () => {
  for (const path of ['/', '/s/anything', '/privacy']) {
    const answer = await target.program.fetch(target.program.origin + path, { headers: { accept: 'text/html' } });
    const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    const directives = new Map(policy.split(/; ?/).map((part) => [part.split(' ')[0], part.split(' ').slice(1)]));
    const scripts = directives.get('script-src') ?? directives.get('default-src') ?? ['nothing is said'];
    expect(
      scripts.filter((source) => !/^('self'|'none'|'sha256-.+')$/.test(source)),
      `${path} ${policy}`,
    ).toEqual([]);
    const styles = directives.get('style-src') ?? directives.get('default-src') ?? ['nothing is said'];
    expect(styles, path).not.toContain("'unsafe-inline'");
    expect(directives.get('object-src') ?? directives.get('default-src'), path).toEqual(["'none'"]);
  }
});
