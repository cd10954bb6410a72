import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createPlatform, platformSettings, readConfig, runProcess, serve } from '@besteam/service-kit';
import { createMatches } from './app.ts';
import { matchesSettings } from './config.ts';

/** The matches service as a process of its own. */
await runProcess(async () => {
  const settings = readConfig(platformSettings.extend(matchesSettings.shape), process.env);
  const platform = await createPlatform(settings, { name: 'matches', eventSchemas, eventQueues });
  return serve([await createMatches(settings, platform)], platform);
});
