import { startDynalite, temporaryFolder } from '@besteam/service-kit/testing';

/** The store in a process of its own, as in production: what it costs is not the service's. */
const folder = await temporaryFolder();
const { endpoint, close } = await startDynalite({ path: folder.path });
process.send?.({ endpoint });
process.once('message', async () => {
  await close();
  await folder.remove();
  process.disconnect();
});
