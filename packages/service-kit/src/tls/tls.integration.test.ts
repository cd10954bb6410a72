import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadTls, type Tls } from './tls.ts';

const DAY_MS = 24 * 3600 * 1000;
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY_MS);
const names = { hosts: ['localhost'], addresses: ['127.0.0.1', '::1', '192.168.1.20'] };

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'besteam-tls-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** Calls a server that shows `server` as a client that trusts only `ca`. */
async function call(server: Tls, ca: string, host: string): Promise<string> {
  const https = createServer({ cert: server.cert, key: server.key, minVersion: 'TLSv1.2' }, (_, res) =>
    res.end('hello'),
  );
  await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
  const { port } = https.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      get({ host: '127.0.0.1', port, ca, servername: host, agent: false }, (res) => {
        res.setEncoding('utf8').on('data', resolve);
      }).on('error', reject);
    });
  } finally {
    https.close();
  }
}

describe('TLS that is made here', () => {
  it('is accepted by a client that trusts only its authority, by name', async () => {
    const tls = await loadTls({ dataDir });
    expect(tls.generated).toBe(true);
    await expect(call(tls, tls.ca, 'localhost')).resolves.toBe('hello');
    await expect(call(tls, await readFile(tls.caFile ?? '', 'utf8'), 'localhost')).resolves.toBe('hello');
  });

  it('is refused by a client that trusts another authority, and for another name', async () => {
    const tls = await loadTls({ dataDir });
    const other = await loadTls({ dataDir: join(dataDir, 'other') });
    await expect(call(tls, other.ca, 'localhost')).rejects.toThrow(/unable to/);
    await expect(call(tls, tls.ca, 'besteam.example')).rejects.toThrow(/altnames/);
  });

  it('is valid for this machine: localhost, loopback and LAN addresses', async () => {
    const leaf = new X509Certificate((await loadTls({ dataDir, names })).cert);
    expect(leaf.checkHost('localhost')).toBe('localhost');
    for (const address of names.addresses) expect(leaf.checkIP(address)).toBe(address);
    expect(leaf.checkIP('192.168.1.21')).toBeUndefined();
    expect(leaf.validToDate.getTime()).toBeGreaterThan(daysFromNow(397).getTime());
    expect(leaf.validToDate.getTime() - leaf.validFromDate.getTime()).toBeLessThanOrEqual(398 * DAY_MS);
  });

  it('stays the same at the next start, and with an address less', async () => {
    const first = await loadTls({ dataDir, names });
    expect(await loadTls({ dataDir, names })).toEqual(first);
    expect(await loadTls({ dataDir, names: { ...names, addresses: ['127.0.0.1', '::1'] } })).toEqual(first);
  });

  it('gets a new leaf of the same authority when less than 30 days are left', async () => {
    const first = await loadTls({ dataDir, names });
    expect((await loadTls({ dataDir, names, now: daysFromNow(366) })).cert).toBe(first.cert);
    const later = await loadTls({ dataDir, names, now: daysFromNow(369) });
    expect(later.cert).not.toBe(first.cert);
    expect(later.ca).toBe(first.ca);
  });

  it('gets a new leaf when the machine has a new address', async () => {
    const first = await loadTls({ dataDir, names });
    const moved = await loadTls({ dataDir, names: { ...names, addresses: [...names.addresses, '10.0.0.7'] } });
    expect(moved.ca).toBe(first.ca);
    expect(new X509Certificate(moved.cert).checkIP('10.0.0.7')).toBe('10.0.0.7');
  });

  it('founds a new authority when the old one has ended, and when its file is damaged', async () => {
    const first = await loadTls({ dataDir, names });
    const later = await loadTls({ dataDir, names, now: daysFromNow(3660) });
    expect(later.ca).not.toBe(first.ca);
    await writeFile(join(dataDir, 'tls', 'ca-key.pem'), 'damaged');
    const repaired = await loadTls({ dataDir, names });
    await expect(call(repaired, repaired.ca, 'localhost')).resolves.toBe('hello');
  });

  it('keeps secrets to its owner and leaves nothing half written', async () => {
    await loadTls({ dataDir });
    const folder = join(dataDir, 'tls');
    const modes = await Promise.all(
      (await readdir(folder)).sort().map(async (file) => [file, (await stat(join(folder, file))).mode & 0o777]),
    );
    expect(modes).toEqual([
      ['ca-key.pem', 0o600],
      ['ca.pem', 0o644],
      ['leaf.pem', 0o600],
    ]);
  });

  it('is one authority for services that start together on one folder', async () => {
    const started = await Promise.all(Array.from({ length: 5 }, () => loadTls({ dataDir, names })));
    expect(new Set(started.map(({ ca }) => ca)).size).toBe(1);
    const [tls] = started;
    if (tls) for (const peer of started) await expect(call(peer, tls.ca, 'localhost')).resolves.toBe('hello');
  });
});

describe('TLS that is given', () => {
  const given = async () => {
    const made = await loadTls({ dataDir });
    const files = { certFile: join(dataDir, 'server.pem'), keyFile: join(dataDir, 'server-key.pem') };
    await writeFile(files.certFile, made.cert);
    await writeFile(files.keyFile, made.key);
    return { made, files };
  };

  it('is used as it is', async () => {
    const { made, files } = await given();
    const tls = await loadTls({ dataDir, ...files, caFile: made.caFile });
    expect(tls).toMatchObject({ cert: made.cert, key: made.key, generated: false, caFile: made.caFile });
    await expect(call(tls, tls.ca, 'localhost')).resolves.toBe('hello');
  });

  it('trusts the authorities of the machine when no other is named', async () => {
    const { files } = await given();
    const tls = await loadTls({ dataDir, ...files });
    expect(tls.ca).toContain('BEGIN CERTIFICATE');
    expect(tls.caFile).toBeUndefined();
  });

  it('is refused in one line when half of it is missing or not there', async () => {
    const { files } = await given();
    await expect(loadTls({ dataDir, certFile: files.certFile })).rejects.toThrow(/must be given together/);
    await expect(loadTls({ dataDir, ...files, certFile: join(dataDir, 'absent.pem') })).rejects.toThrow(
      /^TLS_CERT_FILE: cannot use .*absent\.pem/,
    );
    await writeFile(files.certFile, 'not a certificate');
    await expect(loadTls({ dataDir, ...files })).rejects.toThrow(/^TLS_CERT_FILE/);
  });
});
