import { setTimeout as after } from 'node:timers/promises';
import type { EventBus } from '@besteam/service-kit';
import type { OpenMatches } from './open-matches.ts';

/** How long to stay: until nothing has come for `quietMs`, and while `remainingMs` leaves time to end in order. */
export interface Patience {
  quietMs: number;
  remainingMs: () => number;
}

const TO_END_MS = 10_000;

/**
 * What a resident process does all the time, for a moment: takes the events that wait in the queues, and publishes what
 * functions left in the outbox that ended before they could. Then lets go of everything.
 */
export async function listenOnce(open: OpenMatches, { quietMs, remainingMs }: Patience): Promise<void> {
  const { service, platform, server } = open;
  await service.start();
  do await after(quietMs);
  while (remainingMs() > TO_END_MS && (await eventsWait(platform.bus)));
  await server.close();
  await service.stop();
  await platform.close();
}

async function eventsWait(bus: EventBus): Promise<boolean> {
  return Object.values(await bus.depth()).some(({ ready }) => ready > 0);
}
