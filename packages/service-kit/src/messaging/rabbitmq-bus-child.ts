import { pino } from 'pino';
import { runChild } from './bus-suite-child.ts';
import { openRabbitBus } from './rabbitmq-bus.ts';

await runChild((url) => openRabbitBus({ url, name: 'child', logger: pino({ level: 'silent' }) }));
