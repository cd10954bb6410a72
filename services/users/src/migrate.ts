import { createLogger, readConfig } from '@besteam/service-kit';
import { openDatabase } from './adapters/postgres/database.ts';
import { serverOf, usersSettings } from './config.ts';

/**
 * Brings the schema up to date and ends: a release runs it before its first pod, while the previous release still serves.
 * Waits for the server as long as it takes; whoever runs it sets the limit.
 */
const settings = readConfig(
  usersSettings.pick({ DATABASE_URL: true, DATABASE_PASSWORD_FILE: true }).required({ DATABASE_URL: true }),
  process.env,
);
const logger = createLogger({ level: 'info', name: 'users-migrations' });
const database = await openDatabase({ server: serverOf(settings), path: '', logger });
await database.close();
logger.info('the schema is up to date');
