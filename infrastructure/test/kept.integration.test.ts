import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../checks/files.ts';
import { isObject, type Json, objectAt, textAt } from '../checks/json.ts';
import { helm } from '../checks/manifests/cluster-programs.ts';

const charts = fileURLToPath(new URL('../helm', import.meta.url));
const DAY_SECONDS = 86_400;

/** The kinds that our charts install, by the group and version of their API. */
const KINDS: Record<string, string[]> = {
  v1: ['Secret', 'ConfigMap', 'Service', 'ServiceAccount', 'Pod'],
  'apps/v1': ['Deployment', 'StatefulSet'],
  'batch/v1': ['Job'],
  'policy/v1': ['PodDisruptionBudget'],
  'autoscaling/v2': ['HorizontalPodAutoscaler'],
  'networking.k8s.io/v1': ['NetworkPolicy', 'Ingress'],
};
const plural = (kind: string) => kind.toLowerCase().replace(/y$/, 'ie').replace(/ss$/, 'sse').concat('s');

/** What the API says of itself. */
function discovery(): Record<string, unknown> {
  const groups = Object.keys(KINDS).filter((version) => version.includes('/'));
  return {
    '/version': { major: '1', minor: '35', gitVersion: 'v1.35.0' },
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((groupVersion) => {
        const [name = '', version = ''] = groupVersion.split('/');
        return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } };
      }),
    },
    ...Object.fromEntries(
      Object.entries(KINDS).map(([groupVersion, kinds]) => [
        `/${groupVersion === 'v1' ? 'api' : 'apis'}/${groupVersion}`,
        {
          kind: 'APIResourceList',
          groupVersion,
          resources: kinds.map((kind) => ({ name: plural(kind), kind, namespaced: true, verbs: ['get', 'list'] })),
        },
      ]),
    ),
  };
}

/** As much of a cluster as `lookup` asks: which kinds there are, and the Secrets that were installed. */
function clusterWith(secrets: Map<string, Json>): Server {
  const answers = discovery();
  const missing = { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason: 'NotFound', code: 404 };
  return createServer((request, reply) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const name = /^\/api\/v1\/namespaces\/pre\/secrets\/(.+)$/.exec(path)?.[1];
    const body = name === undefined ? answers[path] : secrets.get(name);
    reply.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
    reply.end(JSON.stringify(body ?? missing));
  });
}

describe('what charts make and keep', () => {
  const secrets = new Map<string, Json>();
  const cluster = clusterWith(secrets);
  let address: string;
  beforeAll(async () => {
    await new Promise<void>((listening) => cluster.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(cluster.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => cluster.close(closed)));

  /** Renders a release as an upgrade of what is there, and installs the Secrets that it makes. */
  async function install(release: string, ...more: string[]): Promise<Map<string, Json>> {
    const chart = release === 'backing' ? 'backing' : 'service';
    const values = chart === 'backing' ? [] : ['--values', `${charts}/values/pre/${release}.yaml`];
    const server = [
      '--kube-apiserver',
      address,
      '--dry-run=server',
      '--disable-openapi-validation',
      '--namespace',
      'pre',
    ];
    const { failed, output, errors } = await helm(
      'template',
      release,
      `${charts}/${chart}`,
      ...values,
      ...server,
      ...more,
    );
    if (failed) throw new Error(errors);
    const made = parseYaml(output)
      .filter(isObject)
      .filter(({ kind }) => kind === 'Secret');
    for (const secret of made) {
      const metadata = objectAt(secret, 'metadata');
      const annotations = {
        ...objectAt(metadata, 'annotations'),
        'meta.helm.sh/release-name': release,
        'meta.helm.sh/release-namespace': 'pre',
      };
      const stored = { ...secret, metadata: { ...metadata, namespace: 'pre', annotations } };
      secrets.set(textAt(metadata, 'name'), stored);
    }
    return new Map(made.map((secret) => [textAt(secret, 'metadata', 'name'), objectAt(secret, 'data')]));
  }

  const decoded = (data: Json | undefined, key: string) => Buffer.from(textAt(data, key), 'base64').toString();

  it('is one authority in a namespace, made by its first release, and certificates by it', async () => {
    const backing = await install('backing');
    const users = await install('users');
    const authority = new X509Certificate(decoded(backing.get('besteam-authority'), 'tls.crt'));
    expect(users.has('besteam-authority')).toBe(false);
    const tls = [backing.get('postgresql-tls'), backing.get('redis-tls'), users.get('users-tls')];
    for (const data of tls) {
      const leaf = new X509Certificate(decoded(data, 'tls.crt'));
      expect(leaf.verify(authority.publicKey)).toBe(true);
      expect(leaf.checkPrivateKey(createPrivateKey(decoded(data, 'tls.key')))).toBe(true);
    }
    const names = new X509Certificate(decoded(users.get('users-tls'), 'tls.crt'));
    expect(
      ['users', 'users.pre.svc', 'localhost', 'besteam.test'].map((name) => names.checkHost(name) !== undefined),
    ).toEqual([true, true, true, true]);
    expect(names.checkHost('players')).toBeUndefined();
  });

  it('stays the same at the next upgrade: authority, certificates, passwords, keys', async () => {
    const before = new Map([...secrets].map(([name, secret]) => [name, secret['data'] ?? secret['stringData']]));
    await install('backing');
    await install('users');
    for (const [name, data] of before) {
      const now = secrets.get(name);
      expect([name, now?.['data'] ?? now?.['stringData']]).toEqual([name, data]);
    }
    expect(decoded(objectAt(secrets.get('users-signing-keys'), 'data'), 'signing-keys.pem')).toMatch(
      /BEGIN PRIVATE KEY/,
    );
  });

  it('is another certificate when it is called by another name', async () => {
    const before = objectAt(secrets.get('users-tls'), 'data');
    const users = await install('users', '--set', 'ingress.host=besteam.example');
    expect(users.get('users-tls')?.['ca.crt']).toBe(before['ca.crt']);
    expect(new X509Certificate(decoded(users.get('users-tls'), 'tls.crt')).checkHost('besteam.example')).toBeDefined();
  });

  it('is another certificate when less than 30 days are left', async () => {
    const kept = secrets.get('users-tls') ?? {};
    const before = objectAt(kept, 'data')['tls.crt'];
    const annotations = objectAt(kept, 'metadata', 'annotations');
    const due = Number(annotations['besteam/renew-after']) * 1000;
    const ends = Date.parse(new X509Certificate(decoded(objectAt(kept, 'data'), 'tls.crt')).validTo);
    expect(Math.round((ends - due) / 1000 / DAY_SECONDS)).toBe(30);
    const past = { ...annotations, 'besteam/renew-after': '1700000000' };
    secrets.set('users-tls', { ...kept, metadata: { ...objectAt(kept, 'metadata'), annotations: past } });
    const users = await install('users', '--set', 'ingress.host=besteam.example');
    expect(users.get('users-tls')?.['tls.crt']).not.toBe(before);
  });

  it('is each secret by itself: two releases share none', async () => {
    const [players, matches] = [await install('players'), await install('matches')];
    const one = decoded(players.get('players-generated'), 'ID_SECRET');
    expect(one.length).toBeGreaterThanOrEqual(32);
    expect(decoded(matches.get('matches-generated'), 'MATCHES_ID_SECRET')).not.toBe(one);
  });
});
