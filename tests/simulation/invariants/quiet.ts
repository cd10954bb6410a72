import type { World } from '../world.ts';

/** What still waits: nothing does, once the system has come to rest. */
export function waits({ bus, state }: World): string[] {
  const queued = [...bus.queues].flatMap(([name, { messages }]) => {
    const waiting = messages.filter(({ dead }) => !dead);
    return waiting.length > 0 ? [`${waiting.length} events wait in ${name}`] : [];
  });
  const untold = [...state.players(), ...state.matches()].flatMap(([key, item]) =>
    item['outboxShard'] === undefined ? [] : [`nobody was told of ${key}`],
  );
  const left = state.outboxOfUsers();
  return [...queued, ...untold, ...(left > 0 ? [`${left} events wait in the outbox of users`] : [])];
}

export function deadLetters({ bus }: World): string[] {
  return [...bus.queues].flatMap(([name, { messages }]) =>
    messages.flatMap(({ dead, event }) => (dead ? [`dead letter in ${name}: ${event.type} ${event.id}`] : [])),
  );
}
