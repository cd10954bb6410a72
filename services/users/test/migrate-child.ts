import { pino } from 'pino';
import { openDatabase } from '../src/adapters/postgres/database.ts';

/** A process of its own that opens, and so migrates, the database in DATABASE_URL. */
const database = await openDatabase({ url: process.env['DATABASE_URL'], path: '', logger: pino({ level: 'silent' }) });
await database.close();
