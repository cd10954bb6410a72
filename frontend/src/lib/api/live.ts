import { readEvents, type ServerEvent } from './event-stream.ts';
import { sessionFetch } from './session.svelte.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;

/**
 * Listens to what happens in a squad until stopped. The stream ends with the token; it is opened again from where
 * it stopped, more and more slowly while it cannot be. `heard` is told of a `reset` when something may have been missed,
 * and after every pause without a stream: where something in between lets none through, asking now and then does too.
 */
export function listen(squadId: string, heard: (event: ServerEvent) => void): () => void {
  const stop = new AbortController();
  void follow();
  return () => stop.abort();

  async function follow(): Promise<void> {
    let pause = firstPauseMs;
    let lastId: string | undefined;
    while (!stop.signal.aborted) {
      let streamed = false;
      try {
        const headers: HeadersInit = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
        const response = await sessionFetch(`/api/matches/v1/squads/${squadId}/events`, {
          headers,
          signal: stop.signal,
        });
        // Not a member any more, or not signed in: the screen says so when it next asks.
        if ([401, 403, 404].includes(response.status)) return;
        if (response.ok && response.body) {
          pause = firstPauseMs;
          streamed = true;
          for await (const event of readEvents(response.body)) {
            lastId = event.id ?? lastId;
            heard(event);
          }
        }
      } catch {
        // No connection, or stopped: the loop decides.
      }
      await sleep(pause);
      if (!streamed && !stop.signal.aborted) heard({ event: 'reset', data: '{}', id: undefined });
      pause = Math.min(longestPauseMs, pause * 2);
    }
  }

  function sleep(milliseconds: number): Promise<void> {
    return new Promise((awake) => {
      const timer = setTimeout(awake, milliseconds);
      stop.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        awake();
      });
    });
  }
}
