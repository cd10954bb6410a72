import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { loadTls, readConfig, runProcess } from '@besteam/service-kit/server';
import { edgeSettings } from './config.ts';
import { createEdge } from './edge.ts';

await runProcess(async () => {
  const settings = readConfig(edgeSettings, process.env);
  const { DATA_DIR, HOST, PORT, USERS_URL, PLAYERS_URL, MATCHES_URL, WEB_ROOT } = settings;
  await mkdir(DATA_DIR, { recursive: true });
  const tls = await loadTls({
    dataDir: DATA_DIR,
    certFile: settings.TLS_CERT_FILE,
    keyFile: settings.TLS_KEY_FILE,
    caFile: settings.TLS_CA_FILE,
  });
  const services = { users: USERS_URL, players: PLAYERS_URL, matches: MATCHES_URL };
  const upstreams = Object.fromEntries(
    Object.entries(services).flatMap(([name, origin]) => (origin === undefined ? [] : [[name, [origin]]])),
  );
  const edge = await createEdge({ settings, tls, upstreams, webRoot: WEB_ROOT });
  await edge.listen({ host: HOST, port: PORT });
  const { port } = edge.server.address() as AddressInfo;
  return { origin: `https://localhost:${port}`, port, close: () => edge.close() };
});
