import { join } from 'node:path';
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { openDynamoDb, type Platform, type Service, secretFile } from '@besteam/service-kit';
import { TABLES } from './adapters/dynamodb/tables.ts';
import { handlers } from './adapters/http/handlers.ts';
import { invitationGuards } from './adapters/http/invitations.ts';
import type { PlayersSettings } from './config.ts';
import { playersCore } from './core.ts';

/** Composes the players service. `now` is the clock of everything that is dated or ends. */
export async function createPlayers(
  settings: PlayersSettings,
  platform: Platform,
  now: () => number = Date.now,
): Promise<Service> {
  const { logger } = platform;
  const { DATA_DIR } = platform.settings;
  const { documents, ping, close } = await openDynamoDb({
    endpoint: settings.DYNAMODB_ENDPOINT,
    region: settings.AWS_REGION,
    path: join(DATA_DIR, 'players'),
    tables: TABLES,
    logger,
    answerMs: settings.DYNAMODB_ANSWER_MS,
    tracing: platform.tracing,
  });
  const core = playersCore({
    ...platform,
    documents,
    idSecret: settings.ID_SECRET ?? (await secretFile(DATA_DIR, 'players-ids')),
    squadCacheMs: settings.SQUAD_CACHE_MS,
    endingsEveryMs: settings.ENDINGS_EVERY_MS,
    now,
  });
  return {
    name: 'players',
    prefix: '/api/players/v1',
    contract,
    handlers: handlers(core.useCases, now),
    guessing: invitationGuards,
    isGone: core.isGone,
    dependencies: { dynamodb: ping },
    start: core.start,
    async stop() {
      await core.stop();
      await close();
    },
  };
}
