import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProcess } from '@besteam/service-kit';
import { startServices } from './services.ts';

const WEB_ROOT = fileURLToPath(new URL('../../frontend/build', import.meta.url));

await runProcess(async () => {
  const running = await startServices(process.env, existsSync(WEB_ROOT) ? { webRoot: WEB_ROOT } : {});
  console.log(`Besteam is ready at ${running.origin}: three services and the edge (${process.uptime().toFixed(1)} s)`);
  if (running.caFile) console.log(`Trust ${running.caFile}, or accept the browser's warning once`);
  return running;
});
