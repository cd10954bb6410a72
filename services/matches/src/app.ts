import { join } from 'node:path';
import contract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import { openDynamoDb, type Platform, type Service, secretFile } from '@besteam/service-kit';
import { strongChance } from './adapters/chance.ts';
import { matchesTable } from './adapters/dynamodb/tables.ts';
import { threadedEngine } from './adapters/engine/threaded-engine.ts';
import { ballotHandlers } from './adapters/http/ballots.ts';
import { drawHandlers } from './adapters/http/draws.ts';
import { liveHandlers } from './adapters/http/live.ts';
import { matchLifeHandlers } from './adapters/http/match-life.ts';
import { matchHandlers } from './adapters/http/matches.ts';
import { teamHandlers } from './adapters/http/teams.ts';
import { createFeed } from './adapters/live/feed.ts';
import { playersOverHttps } from './adapters/players/players-service.ts';
import type { MatchesSettings } from './config.ts';
import { type MatchesCore, matchesCore } from './core.ts';

const PREFIX = '/api/matches/v1';

export interface MatchesService extends Service, Pick<MatchesCore, 'tell'> {}

/** The matches service: ballots, levels, draws, matches and what is learnt from them. */
export async function createMatches(settings: MatchesSettings, platform: Platform): Promise<MatchesService> {
  const { logger, fetch, origins } = platform;
  const { DATA_DIR } = platform.settings;
  const table = settings.MATCHES_TABLE;
  const store = await openDynamoDb({
    endpoint: settings.DYNAMODB_ENDPOINT,
    region: settings.AWS_REGION,
    path: join(DATA_DIR, 'matches', 'dynamodb'),
    tables: [matchesTable(table)],
    logger,
    answerMs: settings.DYNAMODB_ANSWER_MS,
    tracing: platform.tracing,
  });
  const engine = threadedEngine();
  const feed = createFeed();
  const core = matchesCore({
    ...platform,
    documents: store.documents,
    table,
    engine,
    feed,
    chance: strongChance(settings.MATCHES_ID_SECRET ?? (await secretFile(DATA_DIR, 'matches-ids'))),
    playersService: playersOverHttps({ origin: origins.players, fetch }),
  });
  const run = core.useCases;

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
    isGone: core.isGone,
    dependencies: { 'matches-store': store.ping },
    tell: core.tell,
    async start() {
      engine.start();
      await core.start();
    },
    drain: () => feed.end(),
    async stop() {
      await core.stop();
      await engine.close();
      await store.close();
    },
  };
}
