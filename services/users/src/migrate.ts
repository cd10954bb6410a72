import { createLogger, readConfig } from '@besteam/service-kit';
import { z } from 'zod';
import { openDatabase } from './adapters/postgres/database.ts';

/**
 * Brings the schema up to date and ends: a release runs it before its first pod, while the previous release still serves.
 * Waits for the server as long as it takes; whoever runs it sets the limit.
 */
const { DATABASE_URL: url } = readConfig(
  z.object({ DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address') }),
  process.env,
);
const logger = createLogger({ level: 'info', name: 'users-migrations' });
const database = await openDatabase({ url, path: '', logger });
await database.close();
logger.info('the schema is up to date');
