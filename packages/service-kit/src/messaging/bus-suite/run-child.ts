import type { EventBus } from '../bus.ts';
import type { EventEnvelope } from '../event.ts';

export interface ChildScenario {
  event: EventEnvelope;
  queue: string;
  /** Whether this process binds the queue and then never finishes handling. */
  consume: boolean;
}

/** What the suite's child process does until it is killed: tells its parent 'published' and 'handling'. */
export async function runChild(open: (at: string) => Promise<EventBus> | EventBus): Promise<void> {
  const [at = '', text = ''] = process.argv.slice(2);
  const scenario: ChildScenario = JSON.parse(text);
  const bus = await open(at);
  if (scenario.consume) {
    await bus.consume({
      queue: scenario.queue,
      types: [scenario.event.type],
      handle: () => {
        process.send?.('handling');
        return new Promise(() => {});
      },
    });
  }
  await bus.publish(scenario.event);
  process.send?.('published');
}
