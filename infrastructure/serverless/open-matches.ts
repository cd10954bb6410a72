import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import {
  createPlatform,
  createServer,
  HttpProblem,
  type Platform,
  type PlatformOptions,
  platformSettings,
  readConfig,
} from '@besteam/service-kit';
import { createMatches, type MatchesService, matchesSettings } from '../../services/matches/src/index.ts';

/** The matches service as its process has it, but for the port: requests are handed to `server`. */
export interface OpenMatches {
  server: Awaited<ReturnType<typeof createServer>>;
  service: MatchesService;
  platform: Platform;
}

/** The same service, settings and contract as in the container; nothing is listened to, nor started. */
export async function openMatches(
  environment: NodeJS.ProcessEnv,
  options: Pick<PlatformOptions, 'tokens'> = {},
): Promise<OpenMatches> {
  const settings = readConfig(platformSettings.extend(matchesSettings.shape), environment);
  const platform = await createPlatform(settings, { name: 'matches', eventSchemas, eventQueues, ...options });
  const service = await createMatches(settings, platform);
  const server = await createServer({
    services: [{ ...service, handlers: { ...service.handlers, streamSquad: noStream } }],
    platform,
  });
  return { server, service, platform };
}

/** An HTTP API of API Gateway hands over whole answers within 30 s; a stream would be held back, and paid for, until it ended. */
async function noStream(): Promise<never> {
  throw new HttpProblem({
    status: 501,
    slug: 'not-implemented',
    title: 'There is no live stream here',
    detail: 'Functions answer and end. Ask for the matches and scores again from time to time.',
  });
}
