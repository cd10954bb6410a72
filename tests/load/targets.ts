import { join, resolve } from 'node:path';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { startServices } from '../../standalone/src/services.ts';
import { startEngines } from '../../standalone/test/engines.ts';
import { startProgram } from '../../standalone/test/program.ts';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';

export interface Target {
  title: string;
  origin: string;
  caFile?: string | undefined;
  /** Where its processes tell of themselves; none where it is somebody else's. */
  processes: string[];
  fetch: typeof fetch;
  close(): Promise<void>;
}

/** Each squad comes from an address of its own, which a target believes that trusts this machine. */
const SETTINGS = { TRUSTED_PROXIES: '127.0.0.1,::1', LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'fatal' };

/** Has Node write a CPU profile into that folder when a process ends. */
const profiling = (folder: string | undefined): { NODE_OPTIONS?: string } =>
  folder === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${resolve(folder)}` };

/** Has V8 collect garbage before its old generation has so many megabytes; by itself it takes gigabytes where there are many. */
export const collecting = (megabytes: number): { NODE_OPTIONS: string } => ({
  NODE_OPTIONS: `--max-old-space-size=${megabytes}`,
});

/** Everything in one process on embedded engines. */
export async function standalone(profiles?: string, env: Record<string, string> = {}): Promise<Target> {
  const folder = await temporaryFolder();
  const port = String(await freePort());
  const program = await startProgram(
    { ...SETTINGS, ...profiling(profiles), ...env, DATA_DIR: folder.path, PORT: port },
    (printed) => process.stderr.write(printed),
  );
  return {
    title: 'Standalone: one process, embedded engines',
    origin: program.origin,
    caFile: join(folder.path, 'tls/ca.pem'),
    processes: [program.origin],
    fetch: program.fetch,
    async close() {
      await program.kill('SIGTERM');
      await folder.remove();
    },
  };
}

/** Three processes behind the edge, on real engines. */
export async function services(profiles?: string): Promise<Target> {
  const folder = await temporaryFolder();
  const engines = await startEngines();
  const settings = { ...SETTINGS, ...profiling(profiles), DATA_DIR: folder.path, PORT: '0', HOST: 'localhost' };
  const env = { ...process.env, ...engines.env, ...settings };
  const running = await startServices(env);
  const { fetch, close } = trustingFetch(running.caFile ?? '');
  return {
    title: 'Three services behind the edge, real engines',
    origin: running.origin,
    caFile: running.caFile,
    processes: [running.origin, ...Object.values(running.replicas).flat()],
    fetch,
    async close() {
      await close();
      await running.close();
      await engines.remove();
      await folder.remove();
    },
  };
}

/** Besteam wherever it is. */
export function elsewhere(url: string, caFile: string | undefined): Target {
  return { title: url, origin: new URL(url).origin, caFile, processes: [], fetch, close: async () => undefined };
}
