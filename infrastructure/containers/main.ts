import { join } from 'node:path';
import { patientFetch } from '@besteam/service-kit/testing';
import { trustingFetch } from '../../standalone/test/trusting-fetch.ts';
import { checkRunning } from './container-checks.ts';
import { runDocumented } from './documented.ts';
import { checkImage, contentOf, type Finding } from './image-checks.ts';
import { buildImage, buildStandIn, imageNames, tagOf } from './images.ts';
import { mainJob, stillThere } from './journeys.ts';
import { plantedFaults } from './planted-faults.ts';
import { SERVICES, system } from './system.ts';
import { checkWebApp } from './web-app.ts';

const BASE = 'node:24-bookworm-slim';
const ORIGIN = `https://localhost:${process.env['PORT'] ?? 8443}`;
const MAIL = `http://127.0.0.1:${process.env['MAIL_PORT'] ?? 8025}/api/v1/messages`;
const work = process.env['DOCKER_CONFIG'] ?? '/tmp';
const findings: Finding[] = [];
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

step('Building the images');
await system.config();
await Promise.all([buildStandIn(), buildImages()]);
console.log('| image | on top of the base |\n|---|---|');
for (const name of imageNames) {
  console.log(`| ${name} | ${megabytes(await contentOf(tagOf(name), BASE))} |`);
  findings.push(...(await checkImage(tagOf(name), BASE)));
}

step('Planted faults');
findings.push(...(await plantedFaults(BASE)));

try {
  step('Bringing the system up');
  await system.up();
  const authority = join(work, 'edge-ca.pem');
  await system.copy('edge', '/data/tls/ca.pem', authority);
  const trusting = trustingFetch(authority);
  const way = { origin: ORIGIN, fetch: patientFetch(trusting.fetch), mail: MAIL };

  step('Journeys over HTTPS');
  const done = await mainJob(way);
  findings.push(...(await checkWebApp(way)));

  step('Everything stops and starts again');
  await system.stop();
  findings.push(...(await endedByThemselves()));
  await system.up();
  await stillThere(way, done);
  await trusting.close();

  step('Each service, running');
  console.log('| service | ready after | processor time | memory of its own | resident |\n|---|---|---|---|---|');
  for (const service of SERVICES) {
    const { start, processor, own, resident, findings: found } = await checkRunning(service);
    console.log(`| ${service} | ${start} ms | ${processor} ms | ${megabytes(own)} | ${megabytes(resident)} |`);
    findings.push(...found);
  }

  step('What compose/README.md tells');
  await runDocumented(work);
} catch (error) {
  console.log(await system.logs());
  throw error;
} finally {
  await system.down();
}

for (const { check, message } of findings) console.log(`✗ ${check}: ${message}`);
console.log(findings.length === 0 ? 'the images and the system keep their promises' : `${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;

/** One after the other: together they would fight for the same few processors, and share fewer layers. */
async function buildImages(): Promise<void> {
  for (const name of imageNames) await buildImage(name);
}

/** Who ends by SIGTERM and not by force has drained. */
async function endedByThemselves(): Promise<Finding[]> {
  const codes = await Promise.all(
    SERVICES.map(async (name) => [name, (await system.container(name)).State.ExitCode] as const),
  );
  return codes
    .filter(([, code]) => code !== 0)
    .map(([name, code]) => ({ check: 'SIGTERM', message: `${name} ended with ${code}` }));
}

function step(name: string): void {
  console.log(`\n=== ${name} (${process.uptime().toFixed(0)} s)`);
}
