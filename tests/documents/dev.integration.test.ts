import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import { expect, it } from 'vitest';
import { ROOT } from './documents.ts';

it('npm run dev serves the services and the web app from one terminal', async () => {
  const folder = await temporaryFolder();
  const [port, webPort] = [await freePort(), await freePort()];
  const dev = spawn('npm', ['run', '--silent', 'dev'], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: folder.path, PORT: String(port), WEB_PORT: String(webPort), FORCE_COLOR: '0' },
    detached: true,
  });
  try {
    const said: string[] = [];
    for await (const line of createInterface({ input: dev.stdout })) {
      said.push(line);
      if (
        said.some((one) => /^\[services\] .*ready at/.test(one)) &&
        said.some((one) => /^\[web\] .*ready in/.test(one))
      )
        break;
    }
    const web = await fetch(`http://localhost:${webPort}/`);
    expect(await web.text()).toContain('Besteam');
    const api = await fetch(`http://localhost:${webPort}/api/users/v1/.well-known/jwks.json`);
    expect(await api.json()).toHaveProperty('keys');
  } finally {
    if (dev.pid !== undefined) process.kill(-dev.pid, 'SIGTERM');
    if (dev.exitCode === null && dev.signalCode === null) await once(dev, 'exit');
    await folder.remove();
  }
});
