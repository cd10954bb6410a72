import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createPlatform, platformSettings, readConfig, runProcess, serve } from '@besteam/service-kit';
import { createPlayers } from './app.ts';
import { playersSettings } from './config.ts';

await runProcess(async () => {
  const settings = readConfig(platformSettings.extend(playersSettings.shape), process.env);
  const platform = await createPlatform(settings, { name: 'players', eventSchemas, eventQueues });
  return serve([await createPlayers(settings, platform)], platform);
});
