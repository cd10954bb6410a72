import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runProcess } from '@besteam/service-kit';
import { startStandalone } from './standalone.ts';

const WEB_ROOT = fileURLToPath(new URL('../../frontend/build', import.meta.url));

await runProcess(async () => {
  const running = await startStandalone(process.env, existsSync(WEB_ROOT) ? WEB_ROOT : undefined);
  console.log(`Besteam is ready at ${running.origin} (${process.uptime().toFixed(1)} s)`);
  if (running.caFile) {
    console.log(`Its certificate is self-signed: accept the browser's warning once, or trust ${running.caFile}`);
  }
  console.log(`The data lie in ${running.dataDir}`);
  return running;
});
