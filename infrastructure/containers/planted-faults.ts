import { setTimeout as after } from 'node:timers/promises';
import { docker, inspect } from './docker.ts';
import { checkImage, type Finding } from './image-checks.ts';
import { buildVariation, tagOf } from './images.ts';

const GOOD = tagOf('users');
const JUDGED_WITHIN_MS = 60_000;

/** Faults put into copies of an image, with the name of the check that must notice. */
const IN_IMAGES = [
  { fault: 'a root user', check: 'user', dockerfile: `FROM ${GOOD}\nUSER root` },
  {
    fault: 'sixty megabytes too much',
    check: 'size',
    dockerfile: `FROM ${GOOD}\nUSER 0\nRUN head -c 60000000 /dev/urandom > /app/ballast\nUSER 1000:1000`,
  },
  { fault: 'no word on its health', check: 'health', dockerfile: `FROM ${GOOD}\nHEALTHCHECK NONE` },
  { fault: 'a shell before its program', check: 'program', dockerfile: `FROM ${GOOD}\nCMD node main.mjs` },
  {
    fault: 'an embedded engine',
    check: 'contents',
    dockerfile: `FROM ${GOOD}\nUSER 0\nRUN mkdir /app/node_modules/dynalite\nUSER 1000:1000`,
  },
  {
    fault: 'no bill of materials',
    check: 'bill of materials',
    dockerfile: `FROM ${GOOD}\nUSER 0\nRUN rm /app/sbom.cdx.json\nUSER 1000:1000`,
  },
];

/** Every planted fault that nobody noticed: a check that cannot fail proves nothing. */
export async function plantedFaults(base: string): Promise<Finding[]> {
  const unnoticed: Finding[] = [];
  for (const { fault, check, dockerfile } of IN_IMAGES) {
    await buildVariation('besteam/planted', dockerfile);
    const noticed = (await checkImage('besteam/planted', base)).map((finding) => finding.check);
    console.log(`${fault}: noticed by ${noticed.join(', ') || 'nobody'}`);
    if (!noticed.includes(check))
      unnoticed.push({ check: 'planted faults', message: `${fault} is not noticed by "${check}"` });
  }
  const health = await healthOfDeafService();
  console.log(`a service that answers nobody: ${health}`);
  if (health !== 'unhealthy')
    unnoticed.push({ check: 'planted faults', message: `a deaf service is called ${health}` });
  return unnoticed;
}

/** What Docker says of a service that runs and does not listen, by our image's own health check, asked quickly. */
async function healthOfDeafService(): Promise<string> {
  const quickly = ['--health-interval=1s', '--health-retries=1', '--health-start-period=0s', '--health-timeout=5s'];
  const deaf = ['node', '--eval', 'setInterval(() => {}, 1000)'];
  const id = await docker('run', '--detach', '--network=none', '--init', ...quickly, GOOD, ...deaf);
  try {
    const deadline = performance.now() + JUDGED_WITHIN_MS;
    for (;;) {
      const { State } = await inspect<{ State: { Health: { Status: string } } }>('container', id);
      if (State.Health.Status !== 'starting' || performance.now() > deadline) return State.Health.Status;
      await after(200);
    }
  } finally {
    await docker('rm', '--force', id);
  }
}
