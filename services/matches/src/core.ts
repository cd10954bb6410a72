import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  type Consumer,
  type IsGone,
  type Logger,
  type Platform,
  type Relay,
  relayClaims,
  startRelay,
  takingTurns,
} from '@besteam/service-kit';
import { dynamoBallots } from './adapters/dynamodb/ballots.ts';
import { dynamoDepartures } from './adapters/dynamodb/departures.ts';
import { openItems, type Untold } from './adapters/dynamodb/items.ts';
import { lateComers } from './adapters/dynamodb/late-comers.ts';
import { dynamoMatches } from './adapters/dynamodb/matches.ts';
import { dynamoOutbox } from './adapters/dynamodb/outbox.ts';
import { purgeSquad } from './adapters/dynamodb/purge.ts';
import { rememberedBallots } from './adapters/dynamodb/remembered-ballots.ts';
import { rememberedSquads } from './adapters/dynamodb/remembered-squads.ts';
import { dynamoSnapshots } from './adapters/dynamodb/snapshots.ts';
import { dynamoSquads } from './adapters/dynamodb/squads.ts';
import { countRaters } from './adapters/dynamodb/tallies.ts';
import { dynamoTraces } from './adapters/dynamodb/traces.ts';
import { consumeAccountEvents } from './adapters/events/account-events.ts';
import { consumeSquadEvents } from './adapters/events/squad-events.ts';
import { tellOf } from './adapters/events/tell.ts';
import type { Feed } from './adapters/live/feed.ts';
import { consumeLiveEvents } from './adapters/live/live-events.ts';
import { openskillEstimate } from './adapters/performance.ts';
import { rememberedLevels } from './adapters/remembered-levels.ts';
import { forgetAccount } from './application/forget-account.ts';
import { mergeAccounts } from './application/merge-accounts.ts';
import type { Ports } from './application/ports.ts';
import { settleBallot } from './application/settle-ballot.ts';
import { type UseCases, useCases } from './application/use-cases.ts';

/** What the service stands on. */
export interface MatchesGround
  extends Pick<Platform, 'bus' | 'tokens'>,
    Partial<Pick<Platform, 'metrics'>>,
    Pick<Ports, 'engine' | 'chance' | 'playersService'> {
  documents: DynamoDBDocumentClient;
  table: string;
  logger: Logger;
  feed: Feed;
  /** The clock of everything that is dated or ends; default: this machine's. */
  now?: (() => number) | undefined;
}

export interface MatchesCore {
  useCases: UseCases;
  isGone: IsGone;
  /** Starts the relay and the consumers. */
  start(): Promise<void>;
  /** One pass of the relay, for a process that does not stay: what cannot be published now waits in the outbox. */
  tell(): Promise<void>;
  stop(): Promise<void>;
}

/** The matches service without HTTP: its use cases on a store and a bus, with all that goes on behind them. */
export function matchesCore(ground: MatchesGround): MatchesCore {
  const { documents, table, bus, tokens, logger, feed, engine, chance, playersService } = ground;
  const now = ground.now ?? Date.now;
  const claims = relayClaims({ documents, table, pendingAttribute: 'outboxShard', now });
  const purge = purgeSquad(documents, table);
  const items = openItems(documents, table, claims, tellSoon);
  const squads = rememberedSquads(dynamoSquads(items, documents, table));
  const ballots = rememberedBallots(dynamoBallots(items));
  const ports: Ports = {
    squads,
    playersService,
    ballots,
    snapshots: dynamoSnapshots(items, purge),
    levelsOf: rememberedLevels(),
    matches: dynamoMatches({ items, documents, table }),
    departures: dynamoDepartures(items, documents, table, now),
    traces: dynamoTraces(documents, table, items),
    engine,
    chance,
    estimate: openskillEstimate,
    inTurn: takingTurns({ standingStillMs: 2000, inAllMs: 10_000 }),
    clock: () => new Date(now()).toISOString(),
  };

  const mayStay = lateComers({ items, purge, settleBallot: settleBallot(ports) });
  const tell = tellOf(countRaters(items, purge));
  const idOf = (key: string) => chance.idFor('', 'tell', '', key);
  const outbox = dynamoOutbox({ documents, table, tell, mayStay, claims, idOf, now });
  let relay: Relay | undefined;
  const consumers: Consumer[] = [];
  function tellSoon(item: Untold): void {
    outbox.add(item);
    relay?.wake();
  }

  return {
    useCases: useCases(ports),
    async isGone(accountId) {
      const departure = await ports.departures.find(accountId);
      return departure !== undefined && departure.into === undefined;
    },
    // A relay begins with a pass, and to stop it is to wait for that.
    tell: () => startRelay({ outbox, bus, logger }).stop(),
    async start() {
      relay = startRelay({ outbox, bus, logger, metrics: ground.metrics });
      consumers.push(
        await consumeSquadEvents({ bus, squads, purge }),
        await consumeAccountEvents({ bus, forgetAccount: forgetAccount(ports), mergeAccounts: mergeAccounts(ports) }),
        await consumeLiveEvents({ bus, feed, tokens, squads, ballots }),
      );
    },
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await relay?.stop();
    },
  };
}
