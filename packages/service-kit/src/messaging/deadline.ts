import type { ConsumeOptions } from './bus.ts';
import { RefusedEvent } from './bus.ts';

/** Far longer than any handler takes: its stores answer or fail within 2 s. */
export const HANDLE_MS = 30_000;

/**
 * A handler that is given up after a while and has then used up a try: one that hangs would hold up its queue for ever.
 * What it was doing goes on, so that its effect may come late, or twice; handlers are idempotent.
 */
export function withDeadline(handle: ConsumeOptions['handle'], ms: number): ConsumeOptions['handle'] {
  return async (event) => {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new RefusedEvent(`its handler has hung for ${ms} ms`)), ms);
    try {
      await Promise.race([handle(event), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  };
}
