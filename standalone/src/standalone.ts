import { join } from 'node:path';
import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createMatches, matchesSettings } from '@besteam/matches';
import { createPlayers, playersSettings } from '@besteam/players';
import {
  ConfigError,
  createPlatform,
  platformSettings,
  type Running,
  readConfig,
  serve,
  takeFolder,
} from '@besteam/service-kit';
import { createUsers, usersSettings } from '@besteam/users';

const settingsSchema = platformSettings
  .extend(usersSettings.shape)
  .extend(playersSettings.shape)
  .extend(matchesSettings.shape)
  .extend({
    LOG_LEVEL: platformSettings.shape.LOG_LEVEL.default('warn'),
    // Its services ask each other through this machine, each for the address that asked it.
    TRUSTED_PROXIES: platformSettings.shape.TRUSTED_PROXIES.default('127.0.0.1,::1'),
  });

export interface Standalone extends Running {
  dataDir: string;
  /** The authority to teach a browser; absent with a certificate of one's own. */
  caFile?: string;
}

/**
 * The three services and the web app in this process, on one port. Throws ConfigError when the environment is wrong,
 * the port is taken or another process works on the same data.
 */
export async function startStandalone(env: NodeJS.ProcessEnv, webRoot?: string): Promise<Standalone> {
  const settings = readConfig(settingsSchema, env);
  const folder = exclusively(settings.DATA_DIR);
  const platform = await createPlatform(settings, { name: 'besteam', eventSchemas, eventQueues });
  const services = await Promise.all([
    createUsers(settings, platform),
    createPlayers(settings, platform),
    createMatches(settings, platform),
  ]);
  const running = await serve(services, platform, { webRoot }).catch((error: unknown) => {
    if (!isPortTaken(error)) throw error;
    throw new ConfigError(`PORT: another program listens on ${settings.PORT} already`);
  });
  return {
    ...running,
    dataDir: settings.DATA_DIR,
    ...(platform.tls.generated && platform.tls.caFile !== undefined ? { caFile: platform.tls.caFile } : {}),
    async close() {
      await running.close();
      folder.release();
    },
  };
}

function exclusively(dataDir: string): { release(): void } {
  try {
    return takeFolder(join(dataDir, 'standalone'));
  } catch {
    throw new ConfigError(`DATA_DIR: another Besteam is running on ${dataDir} already`);
  }
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
