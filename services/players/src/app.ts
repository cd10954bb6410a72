import { join } from 'node:path';
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { openDynamoDb, type Platform, type Service, secretFile, startRelay } from '@besteam/service-kit';
import { joinCodes } from './adapters/cache/join-codes.ts';
import { cachedSquads } from './adapters/cache/recent-squads.ts';
import { accountsInDynamoDb } from './adapters/dynamodb/accounts.ts';
import { activityInDynamoDb } from './adapters/dynamodb/activity.ts';
import { codeIndex } from './adapters/dynamodb/join-codes.ts';
import { mySquadsInDynamoDb } from './adapters/dynamodb/my-squads.ts';
import { squadOutbox } from './adapters/dynamodb/outbox.ts';
import { squadsInDynamoDb } from './adapters/dynamodb/squads.ts';
import { squadsWithActivity } from './adapters/dynamodb/squads-with-activity.ts';
import { TABLES } from './adapters/dynamodb/tables.ts';
import { invitationGuards, invitationHandlers } from './adapters/http/invitations.ts';
import { playerHandlers } from './adapters/http/players.ts';
import { squadHandlers } from './adapters/http/squads.ts';
import { idsWith } from './adapters/ids.ts';
import { oneAtATime } from './adapters/one-at-a-time.ts';
import type { Ports } from './application/ports.ts';
import { useCases } from './application/use-cases.ts';
import type { PlayersSettings } from './config.ts';

/** The players service: squads, players, invitations, memberships and claims. */
export async function createPlayers(settings: PlayersSettings, platform: Platform): Promise<Service> {
  const { logger, bus, cache } = platform;
  const { DATA_DIR } = platform.settings;
  const now = Date.now;
  const { documents, ping, close } = await openDynamoDb({
    endpoint: settings.DYNAMODB_ENDPOINT,
    region: settings.AWS_REGION,
    path: join(DATA_DIR, 'players'),
    tables: TABLES,
    logger,
  });
  const stored = cachedSquads({
    cache,
    squads: squadsInDynamoDb(documents, now),
    load: squadsWithActivity(documents),
    freshMs: settings.SQUAD_CACHE_MS,
    onChange: () => relay.wake(),
  });
  const ports: Ports = {
    ...stored,
    joinCodes: joinCodes(cache, codeIndex(documents)),
    mySquads: mySquadsInDynamoDb(documents),
    accounts: accountsInDynamoDb(documents, now),
    activity: activityInDynamoDb(documents),
    inTurn: oneAtATime(),
    ids: idsWith(settings.ID_SECRET ?? (await secretFile(DATA_DIR, 'players-ids'))),
    now,
  };
  const operations = useCases(ports);
  const outbox = squadOutbox({ documents, now, onListed: async () => {}, onDeleted: ports.activity.forget });
  const relay = startRelay({ outbox, bus, logger });
  return {
    name: 'players',
    prefix: '/api/players/v1',
    contract,
    handlers: { ...squadHandlers(operations), ...playerHandlers(operations), ...invitationHandlers(operations) },
    guessing: invitationGuards,
    dependencies: { dynamodb: ping },
    async start() {},
    async stop() {
      await relay.stop();
      close();
    },
  };
}
