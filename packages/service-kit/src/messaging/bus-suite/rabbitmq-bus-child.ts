import { pino } from 'pino';
import { openRabbitBus } from '../rabbitmq-bus.ts';
import { runChild } from './run-child.ts';

await runChild((url) => openRabbitBus({ url, name: 'child', logger: pino({ level: 'silent' }) }));
