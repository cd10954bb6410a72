import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadTls } from '../../tls/tls.ts';

/** A certificate for localhost of an authority that nobody else knows, as files for a server and as text for clients. */
export interface ServerTls {
  certFile: string;
  keyFile: string;
  caFile: string;
  ca: string;
}

/** Makes one in this folder, readable to servers that run as another user. */
export async function serverTls(folder: string): Promise<ServerTls> {
  const { cert, key, ca } = await loadTls({ dataDir: folder });
  const files = { certFile: join(folder, 'server.pem'), keyFile: join(folder, 'server-key.pem') };
  const caFile = join(folder, 'authority.pem');
  await writeFile(files.certFile, cert);
  await writeFile(files.keyFile, key);
  await writeFile(caFile, ca);
  await chmod(folder, 0o755);
  return { ...files, caFile, ca };
}
