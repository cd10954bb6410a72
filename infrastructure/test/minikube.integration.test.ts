import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realPrograms, TOLD } from './stand-in-cluster.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Minikube and Docker, which are not here: they write down what they are asked. */
const ASKED = `#!/usr/bin/env bash
echo "\${0##*/} $*" >> "$CALLS"
[[ $1 != ip ]] || echo 192.168.49.2
`;

/** `minikube.sh` beside a copy of the charts, with stand-ins for the four programs that it wants. */
describe('minikube.sh', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  const written = (name: string) => readFile(file(name), 'utf8').catch(() => '');
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'besteam-minikube-'));
    await cp(join(ROOT, 'infrastructure/minikube.sh'), file('infrastructure/minikube.sh'));
    await cp(join(ROOT, 'infrastructure/helm'), file('infrastructure/helm'), { recursive: true });
    for (const [name, program] of Object.entries({ minikube: ASKED, docker: ASKED, kubectl: TOLD, helm: TOLD })) {
      await writeFile(file(name), program);
      await chmod(file(name), 0o755);
    }
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function run(script: string, ...args: string[]) {
    for (const name of ['calls', 'calls.illegal']) await rm(file(name), { force: true });
    const env = {
      ...process.env,
      ...(await realPrograms()),
      PATH: `${folder}:${process.env['PATH']}`,
      CALLS: file('calls'),
      SEEN: file('seen'),
      KUBECONFIG: file('kubeconfig'),
      GIT_DIR: join(ROOT, '.git'),
    };
    const child = spawn('bash', [script, ...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [said, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return {
      status,
      said,
      calls: (await written('calls')).trim().split('\n'),
      illegal: await written('calls.illegal'),
    };
  }
  const minikube = (...args: string[]) => run('infrastructure/minikube.sh', ...args);

  it('brings up the cluster, the engines, each service and the web app, and says where', async () => {
    const { status, said, calls, illegal } = await minikube();
    expect({ status, illegal }).toEqual({ status: 0, illegal: '' });
    expect(calls.flatMap((call) => /^helm (?:upgrade --install|test) (\w+)/.exec(call)?.[1] ?? [])).toEqual([
      'backing',
      'users',
      'users',
      'players',
      'players',
      'matches',
      'matches',
      'frontend',
    ]);
    expect(calls.join('\n')).not.toContain('docker build');
    expect(said).toContain('echo "192.168.49.2 besteam.test"');
  });

  it('builds the images of this tree, and has no others fetched, when it is told so', async () => {
    const { status, calls, illegal } = await minikube('--build');
    expect({ status, illegal }).toEqual({ status: 0, illegal: '' });
    const built = calls.flatMap((call) => /^docker build --file (\S+) --tag (\S+)/.exec(call)?.slice(1) ?? []);
    expect(built.filter((_, index) => index % 2 === 0)).toEqual([
      ...['users', 'players', 'matches'].map((name) => `services/${name}/Dockerfile`),
      'frontend/Dockerfile',
    ]);
    expect(calls.filter((call) => call.includes('image.pullPolicy=Never'))).toHaveLength(4);
  });

  it('stops, deletes, and says how it is used, and does nothing else then', async () => {
    expect((await minikube('--stop')).calls).toEqual(['minikube stop --profile besteam']);
    expect((await minikube('--delete')).calls).toEqual(['minikube delete --profile besteam']);
    expect(await minikube('--stopp')).toMatchObject({
      status: 2,
      calls: [''],
      said: expect.stringContaining('--build'),
    });
  });

  it('would be caught asking for what kubectl or Helm do not know', async () => {
    await writeFile(file('planted.sh'), 'kubectl rollout restarts deployment/users; helm test users --names pre\n');
    const { illegal } = await run('planted.sh');
    expect(illegal).toMatch(/^kubectl rollout restarts[\s\S]+^helm test users[\s\S]+unknown flag/m);
  });
});
