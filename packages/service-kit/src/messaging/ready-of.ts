import { isInfrastructureFailure } from './infrastructure-failure.ts';

/** Each may ask its store for a dozen things, and of many more at once a busy store answers none in time. */
const AT_ONCE = 10;

/**
 * What is ready of that which waits in an outbox, prepared a few at a time until the store is found too busy or away. It goes
 * out though the rest is not ready; when nothing is, that throws.
 */
export async function readyOf<T, R>(waiting: T[], prepare: (one: T) => Promise<R | undefined>): Promise<R[]> {
  const ready: R[] = [];
  const failures: unknown[] = [];
  for (let from = 0; from < waiting.length && !failures.some(isInfrastructureFailure); from += AT_ONCE) {
    for (const outcome of await Promise.allSettled(waiting.slice(from, from + AT_ONCE).map(prepare))) {
      if (outcome.status === 'rejected') failures.push(outcome.reason);
      else if (outcome.value !== undefined) ready.push(outcome.value);
    }
  }
  if (ready.length > 0 || failures.length === 0) return ready;
  throw failures.find(isInfrastructureFailure) ?? new AggregateError(failures, 'items cannot be told of');
}
