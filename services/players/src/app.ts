import { join } from 'node:path';
import contract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import { openDynamoDb, type Platform, type Relay, type Service, secretFile, startRelay } from '@besteam/service-kit';
import { joinCodes } from './adapters/cache/join-codes.ts';
import { cachedSquads } from './adapters/cache/recent-squads.ts';
import { accountsInDynamoDb } from './adapters/dynamodb/accounts.ts';
import { activityInDynamoDb } from './adapters/dynamodb/activity.ts';
import { endingSquads } from './adapters/dynamodb/ending-squads.ts';
import { codeIndex } from './adapters/dynamodb/join-codes.ts';
import { mySquadsInDynamoDb } from './adapters/dynamodb/my-squads.ts';
import { squadOutbox } from './adapters/dynamodb/outbox.ts';
import { squadsInDynamoDb } from './adapters/dynamodb/squads.ts';
import { squadsWithActivity } from './adapters/dynamodb/squads-with-activity.ts';
import { TABLES } from './adapters/dynamodb/tables.ts';
import { consumeAccounts } from './adapters/events/accounts.ts';
import { consumeActivity } from './adapters/events/activity.ts';
import { refuseDeletedAccounts } from './adapters/events/deleted-accounts.ts';
import { handlers } from './adapters/http/handlers.ts';
import { invitationGuards } from './adapters/http/invitations.ts';
import { idsWith } from './adapters/ids.ts';
import { nowAndThen } from './adapters/now-and-then.ts';
import { oneAtATime } from './adapters/one-at-a-time.ts';
import { pause } from './adapters/pause.ts';
import { endSquads } from './application/end-squads.ts';
import type { Ports } from './application/ports.ts';
import { recordMatch, recordRating } from './application/record-activity.ts';
import { settleAccount, settleMember } from './application/settle-account.ts';
import { useCases } from './application/use-cases.ts';
import type { PlayersSettings } from './config.ts';

/** Composes the players service. `now` is the clock of everything that is dated or ends. */
export async function createPlayers(
  settings: PlayersSettings,
  platform: Platform,
  now: () => number = Date.now,
): Promise<Service> {
  const { logger, bus, cache } = platform;
  const { DATA_DIR } = platform.settings;
  const { documents, ping, close } = await openDynamoDb({
    endpoint: settings.DYNAMODB_ENDPOINT,
    region: settings.AWS_REGION,
    path: join(DATA_DIR, 'players'),
    tables: TABLES,
    logger,
  });
  let relay: Relay | undefined;
  const stored = cachedSquads({
    cache,
    squads: squadsInDynamoDb(documents, now),
    load: squadsWithActivity(documents),
    freshMs: settings.SQUAD_CACHE_MS,
    onChange: () => relay?.wake(),
  });
  const ports: Ports = {
    ...stored,
    joinCodes: joinCodes(cache, codeIndex(documents)),
    mySquads: mySquadsInDynamoDb(documents),
    accounts: accountsInDynamoDb(documents, now),
    activity: activityInDynamoDb(documents),
    endingSquads: endingSquads(documents, now),
    inTurn: oneAtATime(),
    pause,
    ids: idsWith(settings.ID_SECRET ?? (await secretFile(DATA_DIR, 'players-ids'))),
    now,
  };
  const outbox = squadOutbox({
    documents,
    logger,
    now,
    onListed: settleMember(ports),
    onDeleted: ports.activity.forget,
  });
  const ending: (() => Promise<void>)[] = [];
  return {
    name: 'players',
    prefix: '/api/players/v1',
    contract,
    handlers: handlers(useCases(ports), now),
    guessing: invitationGuards,
    dependencies: { dynamodb: ping },
    async start() {
      relay = startRelay({ outbox, bus, logger });
      const endings = nowAndThen(settings.ENDINGS_EVERY_MS, logger, endSquads(ports));
      const consumers = await Promise.all([
        consumeAccounts(bus, ports.accounts, settleAccount(ports)),
        consumeActivity(bus, { recordRating: recordRating(ports), recordMatch: recordMatch(ports) }),
        refuseDeletedAccounts(bus, platform.tokens, now),
      ]);
      ending.push(...consumers.map((consumer) => consumer.close), endings.stop, relay.stop);
    },
    async stop() {
      for (const end of ending) await end();
      await close();
    },
  };
}
