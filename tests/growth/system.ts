import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import eventQueues from '@besteam/contracts/events.queues.json' with { type: 'json' };
import eventSchemas from '@besteam/contracts/events.schemas.json' with { type: 'json' };
import { createMatches, matchesSettings } from '@besteam/matches';
import { createPlayers, playersSettings } from '@besteam/players';
import { createPlatform, platformSettings, serve } from '@besteam/service-kit';
import { createTokenMint, temporaryFolder } from '@besteam/service-kit/testing';
import { freePort, startDynamodbLocal, startPostgres } from '@besteam/service-kit/testing/servers';
import { createUsers, usersSettings } from '@besteam/users';
import { Pool } from 'undici';
import { tablesOn } from '../../services/users/src/adapters/postgres/database.ts';
import { serverForMigrations } from '../../services/users/src/adapters/postgres/server-engine.ts';
import { countingStore } from './counting-store.ts';

export type System = Awaited<ReturnType<typeof startSystem>>;

/** The three services in this process, on PostgreSQL and on DynamoDB Local with a counter in front of it. */
export async function startSystem() {
  const folder = await temporaryFolder();
  const [postgres, dynamodb] = await Promise.all([startPostgres(), startDynamodbLocal({ inMemory: true })]);
  const store = await countingStore(dynamodb.url);
  const settings = platformSettings.parse({
    DATA_DIR: folder.path,
    HOST: 'localhost',
    PORT: await freePort(),
    LOG_LEVEL: 'error',
    RATE_LIMIT_ADDRESS: 1e9,
    RATE_LIMIT_ACCOUNT: 1e9,
  });
  const mint = await createTokenMint(settings.TOKEN_ISSUER, settings.TOKEN_AUDIENCE);
  const platform = await createPlatform(settings, { name: 'growth', eventSchemas, eventQueues, tokens: mint.tokens });
  const DATABASE_URL = postgres.url;
  const dynamo = { DYNAMODB_ENDPOINT: store.url, DYNAMODB_ANSWER_MS: 20_000 };
  const running = await serve(
    [
      await createUsers(usersSettings.parse({ DATABASE_URL }), platform),
      await createPlayers(playersSettings.parse(dynamo), platform),
      await createMatches(matchesSettings.parse(dynamo), platform),
    ],
    platform,
  );
  const db = tablesOn(serverForMigrations({ url: DATABASE_URL, passwordFile: undefined }, platform.logger));
  const direct = new DynamoDBClient({
    endpoint: dynamodb.url,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const pool = new Pool(running.origin, { connections: 4, connect: { ca: platform.tls.ca } });
  return {
    pool,
    store,
    /** Past the counter. */
    direct,
    db,
    async tokenOf(accountId: string, kind: 'guest' | 'registered' = 'guest') {
      return (await mint.account(kind, { accountId, lifetimeSeconds: 3600 })).token;
    },
    depth: () => platform.bus.depth(),
    async close() {
      await pool.close();
      await db.destroy();
      direct.destroy();
      await running.close();
      await store.close();
      await Promise.all([postgres.remove(), dynamodb.remove()]);
      await folder.remove();
    },
  };
}
