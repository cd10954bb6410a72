import { pino } from 'pino';
import { openEmbeddedBus } from '../embedded-bus.ts';
import { runChild } from './run-child.ts';

await runChild((file) => openEmbeddedBus({ file, logger: pino({ level: 'silent' }) }));
