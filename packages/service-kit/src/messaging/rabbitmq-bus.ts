import type { FastifyBaseLogger as Logger } from 'fastify';
import { Connection } from 'rabbitmq-client';
import { until } from '../until.ts';
import type { Consumer, EventBus, QueueDepth } from './bus.ts';
import { HANDLE_MS, withDeadline } from './deadline.ts';
import { PAUSE_DELAYS_MS, RETRY_DELAYS_MS } from './embedded-bus.ts';
import { AT_ONCE } from './lanes.ts';
import { consumeDurably } from './rabbitmq-consumer.ts';
import { depthOf, readDeadLetters, replayDeadLetters } from './rabbitmq-dead-letters.ts';
import { consumePassing } from './rabbitmq-fan-out.ts';
import { createRabbitPublisher } from './rabbitmq-publisher.ts';
import { declareQueue, EXCHANGE } from './rabbitmq-topology.ts';

export interface RabbitBusOptions {
  /** `amqp://…` or `amqps://…`, with user, password and virtual host. */
  url: string;
  /** Authorities to trust with `amqps://`, PEM; default: those of the machine. */
  ca?: string | undefined;
  /** Shown in the broker's list of connections. */
  name: string;
  logger: Logger;
  /** Waits between the tries of a refused event, in milliseconds; after one try more it is dead. Default 1 s, 5 s, 30 s, 2 min. */
  retryDelaysMs?: number[] | undefined;
  /** Waits of a consumer whose infrastructure is away; the last one repeats. Default 0.5 s … 10 s. */
  pauseDelaysMs?: number[] | undefined;
  /** How long a handler may take before that counts as a refusal. Default 30 s. */
  handleMs?: number | undefined;
  /** Queues that there shall be before their consumers come, with their types. */
  queues?: Record<string, string[]> | undefined;
}

export interface RabbitBus extends EventBus {
  /** Rejects when the broker does not answer. */
  ping(): Promise<void>;
}

/** How long a publication waits for a lost connection to come back. */
const RECONNECT_MS = 3000;
const HEARTBEAT_S = 10;

/**
 * The event bus on RabbitMQ. Waits, and says so, until the broker answers; a connection that is lost later is opened
 * again, with queues and consumers, and meanwhile publications reject with an infrastructure failure.
 * `depth` tells of the queues that this process has consumed.
 */
export async function openRabbitBus(options: RabbitBusOptions): Promise<RabbitBus> {
  const { logger, retryDelaysMs = RETRY_DELAYS_MS, pauseDelaysMs = PAUSE_DELAYS_MS } = options;
  const { handleMs = HANDLE_MS, queues: declared = {} } = options;
  const rabbit = connect(options);
  await until(() => rabbit.onConnect(RECONNECT_MS, true), { name: 'RabbitMQ', logger });
  const declareAll = async () => {
    await rabbit.exchangeDeclare(EXCHANGE);
    const delaysMs = retryDelaysMs;
    await Promise.all(
      Object.entries(declared).map(([queue, types]) => declareQueue(rabbit, { queue, types, delaysMs })),
    );
  };
  await until(declareAll, { name: 'RabbitMQ', logger });
  const publisher = createRabbitPublisher(rabbit);
  const consumers = new Set<Consumer>();
  const queues = new Set<string>();
  let closing: Promise<void> | undefined;
  let closed = false;

  /** Handlers may publish while the bus waits for them to finish. */
  const opened = () => {
    if (closed) throw new Error('The event bus is closed');
  };
  const closeAll = async () => {
    await Promise.all([...consumers].map((consumer) => consumer.close()));
    closed = true;
    await publisher.close().catch(() => undefined);
    const late = setTimeout(() => rabbit.unsafeDestroy(), RECONNECT_MS);
    await rabbit.close();
    clearTimeout(late);
  };

  return {
    async publish(event) {
      opened();
      await publisher.publish(event);
    },
    async consume({ queue, types, handle: unbounded, durable = true, atOnce = AT_ONCE }) {
      opened();
      if (closing) throw new Error('The event bus is closing');
      const handle = withDeadline(unbounded, handleMs);
      if (durable) queues.add(queue);
      const delays = { retryDelaysMs, pauseDelaysMs };
      const consumer = durable
        ? await consumeDurably({ rabbit, publisher, queue, types, handle, atOnce, logger, ...delays })
        : await consumePassing(rabbit, logger, { queue, types, handle });
      consumers.add(consumer);
      return { close: () => consumer.close().finally(() => consumers.delete(consumer)) };
    },
    async deadLetters(queue) {
      opened();
      return readDeadLetters(rabbit, queue);
    },
    async replayDeadLetters(queue) {
      opened();
      return replayDeadLetters(rabbit, publisher, queue);
    },
    async depth() {
      opened();
      const depths = [...queues].map(async (queue) => [queue, await depthOf(rabbit, queue, retryDelaysMs)] as const);
      return Object.fromEntries<QueueDepth>(await Promise.all(depths));
    },
    async ping() {
      if (!rabbit.ready) throw new Error('RabbitMQ is away');
      await rabbit.exchangeDeclare({ ...EXCHANGE, passive: true });
    },
    close() {
      closing ??= closeAll();
      return closing;
    },
  };
}

function connect({ url, ca, name, logger }: RabbitBusOptions): Connection {
  const rabbit = new Connection({
    url,
    connectionName: name,
    acquireTimeout: RECONNECT_MS,
    connectionTimeout: RECONNECT_MS,
    heartbeat: HEARTBEAT_S,
    retryLow: 250,
    retryHigh: 5000,
    ...(url.startsWith('amqps:') && ca !== undefined ? { tls: { ca } } : {}),
  });
  rabbit.on('error', (error) => logger.warn({ err: error }, 'the connection to RabbitMQ is lost'));
  rabbit.on('connection', () => logger.info('connected to RabbitMQ'));
  return rabbit;
}
