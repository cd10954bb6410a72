import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type IsGone,
  type Logger,
  type Platform,
  type Relay,
  relayClaims,
  startRelay,
  takingTurns,
} from '@besteam/service-kit';
import { joinCodes } from './adapters/cache/join-codes.ts';
import { recentAccounts } from './adapters/cache/recent-accounts.ts';
import { cachedSquads } from './adapters/cache/recent-squads.ts';
import { accountsInDynamoDb } from './adapters/dynamodb/accounts.ts';
import { activityInDynamoDb } from './adapters/dynamodb/activity.ts';
import { endingSquads } from './adapters/dynamodb/ending-squads.ts';
import { codeIndex } from './adapters/dynamodb/join-codes.ts';
import { mySquadsInDynamoDb } from './adapters/dynamodb/my-squads.ts';
import { squadOutbox } from './adapters/dynamodb/outbox.ts';
import { squadsInDynamoDb } from './adapters/dynamodb/squads.ts';
import { squadsWithActivity } from './adapters/dynamodb/squads-with-activity.ts';
import { TABLE } from './adapters/dynamodb/tables.ts';
import { consumeAccounts } from './adapters/events/accounts.ts';
import { consumeActivity } from './adapters/events/activity.ts';
import { refuseDeletedAccounts } from './adapters/events/deleted-accounts.ts';
import { idsWith } from './adapters/ids.ts';
import { nowAndThen } from './adapters/now-and-then.ts';
import { pause } from './adapters/pause.ts';
import { endSquads } from './application/end-squads.ts';
import type { Ports } from './application/ports.ts';
import { recordMatch, recordRating } from './application/record-activity.ts';
import { settleAccount, settleListed } from './application/settle-account.ts';
import { type UseCases, useCases } from './application/use-cases.ts';

/** What the service stands on. */
export interface PlayersGround extends Pick<Platform, 'bus' | 'cache' | 'tokens'>, Partial<Pick<Platform, 'metrics'>> {
  documents: DynamoDBDocumentClient;
  logger: Logger;
  /** Makes the ids of repeatable requests. */
  idSecret: string;
  squadCacheMs: number;
  endingsEveryMs: number;
  /** The clock of everything that is dated or ends. */
  now: () => number;
}

export interface PlayersCore {
  useCases: UseCases;
  isGone: IsGone;
  /** Starts the relay, the consumers and what is done now and then. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The players service without HTTP: its use cases on a store and a bus, with all that goes on behind them. */
export function playersCore(ground: PlayersGround): PlayersCore {
  const { documents, bus, cache, tokens, logger, now } = ground;
  let relay: Relay | undefined;
  const claims = relayClaims({ documents, table: TABLE, pendingAttribute: 'outboxShard', now });
  const stored = cachedSquads({
    cache,
    squads: squadsInDynamoDb(documents, now, claims, (written) => outbox.add(written)),
    load: squadsWithActivity(documents),
    freshMs: ground.squadCacheMs,
    onChange: () => relay?.wake(),
  });
  const ports: Ports = {
    ...stored,
    joinCodes: joinCodes(cache, codeIndex(documents)),
    mySquads: mySquadsInDynamoDb(documents),
    accounts: recentAccounts(accountsInDynamoDb(documents, now), now),
    activity: activityInDynamoDb(documents, now),
    endingSquads: endingSquads(documents, now),
    inTurn: takingTurns(),
    pause,
    ids: idsWith(ground.idSecret),
    now,
  };
  const outbox = squadOutbox({
    documents,
    logger,
    now,
    claims,
    onListed: settleListed(ports),
    onDeleted: ports.activity.forget,
  });
  const ending: (() => Promise<void>)[] = [];
  return {
    useCases: useCases(ports),
    isGone: async (accountId) => (await ports.accounts.find(accountId))?.deleted === true,
    async start() {
      relay = startRelay({ outbox, bus, logger, metrics: ground.metrics });
      const endings = nowAndThen(ground.endingsEveryMs, logger, endSquads(ports));
      const consumers = await Promise.all([
        consumeAccounts(bus, ports.accounts, settleAccount(ports)),
        consumeActivity(bus, { recordRating: recordRating(ports), recordMatch: recordMatch(ports) }),
        refuseDeletedAccounts(bus, tokens, now),
      ]);
      ending.push(...consumers.map((consumer) => consumer.close), endings.stop, relay.stop);
    },
    async stop() {
      for (const end of ending) await end();
    },
  };
}
