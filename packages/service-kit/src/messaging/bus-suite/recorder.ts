import type { EventEnvelope } from '../event.ts';

/** A handler for tests that keeps what it is given, counting a try before `react` accepts or refuses it. */
export function recorder(react: (event: EventEnvelope) => unknown = () => undefined) {
  const events: EventEnvelope[] = [];
  let waiting: { count: number; resolve(events: EventEnvelope[]): void }[] = [];
  return {
    async handle(event: EventEnvelope): Promise<void> {
      events.push(event);
      for (const one of waiting) if (events.length >= one.count) one.resolve([...events]);
      waiting = waiting.filter(({ count }) => events.length < count);
      await react(event);
    },
    all: (): EventEnvelope[] => [...events],
    /** Resolves with all that was handed over when it is as many as `count`. */
    received(count: number): Promise<EventEnvelope[]> {
      if (events.length >= count) return Promise.resolve([...events]);
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
  };
}

/** A recorder whose handler waits, with every event it is given, until it is let go, and counts those it finished. */
export function slowRecorder() {
  const gate = Promise.withResolvers<void>();
  let finished = 0;
  const { handle, received, all } = recorder(async () => {
    await gate.promise;
    await new Promise(setImmediate);
    finished += 1;
  });
  return { handle, received, all, letGo: () => gate.resolve(), finished: () => finished };
}
