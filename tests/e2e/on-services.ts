import { fileURLToPath } from 'node:url';
import { runProcess } from '@besteam/service-kit';
import { startServices } from '../../standalone/src/services.ts';
import { startEngines } from '../../standalone/test/engines.ts';

const webRoot = fileURLToPath(new URL('../../frontend/build', import.meta.url));

/** Three services and the edge on real engines of their own, which end with this process. */
await runProcess(async () => {
  const engines = await startEngines();
  const running = await startServices({ ...process.env, ...engines.env }, { webRoot });
  console.log(`Three services on real engines behind ${running.origin}`);
  return {
    ...running,
    async close() {
      await running.close();
      await engines.remove();
    },
  };
});
