import { join } from 'node:path';
import contract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { type Consumer, openDynamoDb, type Platform, type Service, secretFile, startRelay } from '@besteam/service-kit';
import { strongChance } from './adapters/chance.ts';
import { countRaters, dynamoBallots } from './adapters/dynamodb/ballots.ts';
import { openItems, type Untold } from './adapters/dynamodb/items.ts';
import { dynamoMatches } from './adapters/dynamodb/matches.ts';
import { dynamoOutbox } from './adapters/dynamodb/outbox.ts';
import { purgeSquad } from './adapters/dynamodb/purge.ts';
import { rememberedBallots } from './adapters/dynamodb/remembered-ballots.ts';
import { rememberedSquads } from './adapters/dynamodb/remembered-squads.ts';
import { dynamoSnapshots } from './adapters/dynamodb/snapshots.ts';
import { dynamoSquads } from './adapters/dynamodb/squads.ts';
import { matchesTable } from './adapters/dynamodb/tables.ts';
import { dynamoTraces } from './adapters/dynamodb/traces.ts';
import { threadedEngine } from './adapters/engine/threaded-engine.ts';
import { consumeAccountEvents } from './adapters/events/account-events.ts';
import { consumeSquadEvents } from './adapters/events/squad-events.ts';
import { tellOf } from './adapters/events/tell.ts';
import { ballotHandlers } from './adapters/http/ballots.ts';
import { drawHandlers } from './adapters/http/draws.ts';
import { liveHandlers } from './adapters/http/live.ts';
import { matchLifeHandlers } from './adapters/http/match-life.ts';
import { matchHandlers } from './adapters/http/matches.ts';
import { teamHandlers } from './adapters/http/teams.ts';
import { takingTurns } from './adapters/in-turn.ts';
import { createFeed } from './adapters/live/feed.ts';
import { consumeLiveEvents } from './adapters/live/live-events.ts';
import { openskillEstimate } from './adapters/performance.ts';
import { playersOverHttps } from './adapters/players/players-service.ts';
import { forgetAccount } from './application/forget-account.ts';
import { mergeAccounts } from './application/merge-accounts.ts';
import type { Ports } from './application/ports.ts';
import { useCases } from './application/use-cases.ts';
import type { MatchesSettings } from './config.ts';

const PREFIX = '/api/matches/v1';

/** The matches service: ballots, levels, draws, matches and what is learnt from them. */
export async function createMatches(settings: MatchesSettings, platform: Platform): Promise<Service> {
  const { bus, logger, cache, fetch, origins, tokens } = platform;
  const { DATA_DIR } = platform.settings;
  const table = settings.MATCHES_TABLE;
  const store = await openDynamoDb({
    endpoint: settings.DYNAMODB_ENDPOINT,
    region: settings.AWS_REGION,
    path: join(DATA_DIR, 'matches', 'dynamodb'),
    tables: [matchesTable(table)],
    logger,
  });
  const { documents } = store;
  const items = openItems(documents, table, tellSoon);
  const engine = threadedEngine();
  const feed = createFeed();
  const squads = rememberedSquads(dynamoSquads(items, documents, table));
  const ballots = rememberedBallots(dynamoBallots(items));
  const outbox = dynamoOutbox(documents, table, tellOf(countRaters(items)));
  const ports: Ports = {
    squads,
    playersService: playersOverHttps({ origin: origins.players, fetch, cache }),
    ballots,
    snapshots: dynamoSnapshots(items),
    matches: dynamoMatches({ items, documents, table }),
    traces: dynamoTraces(documents, table, items),
    engine,
    chance: strongChance(settings.MATCHES_ID_SECRET ?? (await secretFile(DATA_DIR, 'matches-ids'))),
    estimate: openskillEstimate,
    inTurn: takingTurns(),
    clock: () => new Date().toISOString(),
  };
  const run = useCases(ports);

  let relay: ReturnType<typeof startRelay> | undefined;
  const consumers: Consumer[] = [];
  function tellSoon(item: Untold): void {
    outbox.add(item);
    relay?.wake();
  }

  return {
    name: 'matches',
    prefix: PREFIX,
    contract,
    handlers: {
      ...ballotHandlers(run),
      ...drawHandlers(run, PREFIX),
      ...matchHandlers(run),
      ...matchLifeHandlers(run, PREFIX),
      ...teamHandlers(run),
      ...liveHandlers(run, feed),
    },
    dependencies: { 'matches-store': store.ping },
    async start() {
      relay = startRelay({ outbox, bus, logger });
      consumers.push(
        await consumeSquadEvents({ bus, squads, purge: purgeSquad(documents, table) }),
        await consumeAccountEvents({ bus, forgetAccount: forgetAccount(ports), mergeAccounts: mergeAccounts(ports) }),
        await consumeLiveEvents({ bus, feed, tokens, squads, ballots }),
      );
    },
    async drain() {
      feed.end();
    },
    async stop() {
      await Promise.all(consumers.map((consumer) => consumer.close()));
      await relay?.stop();
      await engine.close();
      await store.close();
    },
  };
}
