import { setTimeout as after } from 'node:timers/promises';
import type { Connection, SyncMessage } from 'rabbitmq-client';
import type { QueueDepth } from './bus.ts';
import { type EventEnvelope, newEvent } from './event.ts';
import { bytesOf, eventOf, messageOf } from './rabbitmq-message.ts';
import type { RabbitPublisher } from './rabbitmq-publisher.ts';
import { deadQueue, retryQueue } from './rabbitmq-topology.ts';

const LOOKS = 100;
const LOOK_AGAIN_MS = 10;

type Channel = Awaited<ReturnType<Connection['acquire']>>;

/** Looks at the dead letters and leaves them where they are: what a channel does not acknowledge goes back at its end. */
export async function readDeadLetters(rabbit: Connection, queue: string): Promise<EventEnvelope[]> {
  const letters: EventEnvelope[] = [];
  await eachOf(rabbit, deadQueue(queue), async (message) => void letters.push(readable(message)));
  // The broker takes a moment to put them back, and whoever looks next wants to see them too.
  for (let looks = 0; looks < LOOKS && (await lengthOf(rabbit, deadQueue(queue))) < letters.length; looks += 1) {
    await after(LOOK_AGAIN_MS);
  }
  return letters;
}

/** Puts each dead letter back into its queue, without tries; one is taken away only when the queue has it. */
export async function replayDeadLetters(
  rabbit: Connection,
  publisher: RabbitPublisher,
  queue: string,
): Promise<number> {
  return eachOf(rabbit, deadQueue(queue), async (message, channel) => {
    const { messageId: id = '', type = '' } = message;
    await publisher.sendTo(queue, messageOf(bytesOf(message), { type, id }));
    channel.basicAck({ deliveryTag: message.deliveryTag });
  });
}

/** As many as there are at the beginning: a replayed event may die again meanwhile. */
async function eachOf(
  rabbit: Connection,
  queue: string,
  use: (message: SyncMessage, channel: Channel) => Promise<void>,
): Promise<number> {
  const count = await lengthOf(rabbit, queue);
  if (count === 0) return 0;
  const channel = await rabbit.acquire();
  try {
    for (let done = 0; done < count; done += 1) {
      const message = await channel.basicGet({ queue });
      if (message === undefined) return done;
      await use(message, channel);
    }
    return count;
  } finally {
    await channel.close();
  }
}

export async function depthOf(rabbit: Connection, queue: string, delaysMs: number[]): Promise<QueueDepth> {
  const waiting = [...new Set(delaysMs)].map((delay) => lengthOf(rabbit, retryQueue(queue, delay)));
  const [ready = 0, dead = 0, ...retrying] = await Promise.all([
    lengthOf(rabbit, queue),
    lengthOf(rabbit, deadQueue(queue)),
    ...waiting,
  ]);
  return { ready, dead, retrying: retrying.reduce((sum, one) => sum + one, 0) };
}

/** 0 for a queue that nobody has declared. */
async function lengthOf(rabbit: Connection, queue: string): Promise<number> {
  try {
    return (await rabbit.queueDeclare({ queue, passive: true })).messageCount;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'NOT_FOUND') return 0;
    throw error;
  }
}

function readable(message: SyncMessage): EventEnvelope {
  try {
    return eventOf(message);
  } catch {
    const data = { unreadable: bytesOf(message).toString() };
    return newEvent({ type: message.type ?? 'unreadable', source: 'unknown', id: message.messageId, data });
  }
}
