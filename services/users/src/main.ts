import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createPlatform, platformSettings, readConfig, runProcess, serve } from '@besteam/service-kit';
import { createUsers } from './app.ts';
import { usersSettings } from './config.ts';

await runProcess(async () => {
  const settings = readConfig(platformSettings.extend(usersSettings.shape), process.env);
  const platform = await createPlatform(settings, { name: 'users', eventSchemas, eventQueues });
  return serve([await createUsers(settings, platform)], platform);
});
