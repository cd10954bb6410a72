import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeSection } from '@besteam/service-kit/testing';
import { usersSettings } from '../src/index.ts';
import { engines } from '../test/engines.ts';
import { startMeasuredServer } from './measured-server.ts';
import { measureProfile } from './profile.ts';
import { measureSignIn } from './sign-in.ts';
import { measureVerification } from './verification.ts';

const rows: string[] = [...(await measureVerification())];
for (const engine of engines) {
  const server = await startMeasuredServer(engine);
  // Quick requests first: at a hundred sign-ins a second the code around the hash would take minutes to be compiled.
  const profile = await measureProfile(server, engine);
  rows.push(...(await measureSignIn(server, engine)), profile);
  await server.end();
}

const { PASSWORD_MEMORY_MIB, PASSWORD_PASSES } = usersSettings.parse({});
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const section = `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run bench:users\`

Each ratio is the median of rounds measured by turns: the service and what it is compared with share a process, the
client another one on the same machine. Requests are not logged. Load average at the end: ${Math.round(loadavg()[0] ?? 0)}; beyond the
number of cores, others were at work, and the figures by the second say little. Processor time is that of the hashes and
other threads + that of the thread that answers; client and database are not in it. A password costs argon2id
${PASSWORD_MEMORY_MIB} MiB, ${PASSWORD_PASSES} passes and one lane, in the service as in what it is compared with; the dearer it is, the nearer to 1 is their ratio
([ADR 16](adr/0016-what-a-password-costs.md)).

| what | measured | compared with | ratio | bar |
|---|---|---|---|---|
${rows.join('\n')}
`;
await writeSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'Users service', section);
console.log(section);
