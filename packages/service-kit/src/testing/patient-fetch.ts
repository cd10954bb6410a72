import { setTimeout as after } from 'node:timers/promises';

const TRIES = 15;

/**
 * A fetch that does as a 503 asks (or another of `refusals`): it comes again when `Retry-After` has passed. On a busy machine
 * an engine or a service may answer too late for its caller's bound, which is no fault where that bound is not what is tried.
 */
export function patientFetch(impatient: typeof fetch, refusals: readonly number[] = [503]): typeof fetch {
  return async (input, init) => {
    for (let tries = 1; ; tries += 1) {
      const response = await impatient(input, init);
      if (!refusals.includes(response.status) || tries === TRIES) return response;
      await response.body?.cancel();
      await after(Number(response.headers.get('retry-after') ?? 1) * 1000);
    }
  };
}
