import { pino } from 'pino';
import { runChild } from './bus-suite-child.ts';
import { openEmbeddedBus } from './embedded-bus.ts';

await runChild((file) => openEmbeddedBus({ file, logger: pino({ level: 'silent' }) }));
