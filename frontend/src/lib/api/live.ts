import { readEvents, type ServerEvent } from './event-stream.ts';
import { sessionFetch } from './session.svelte.ts';

const firstPauseMs = 2_000;
const longestPauseMs = 60_000;
/** The service greets at once and then gives a sign of life every 15 s: beyond these, something in between keeps it back. */
const greetingMs = 15_000;
const silenceMs = 40_000;

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
      const silence = patience(greetingMs);
      try {
        const headers: HeadersInit = lastId === undefined ? {} : { 'Last-Event-ID': lastId };
        const response = await sessionFetch(`/api/matches/v1/squads/${squadId}/events`, {
          headers,
          // Nobody waits for news: what the screen itself needs goes first on a bad connection.
          priority: 'low',
          signal: AbortSignal.any([stop.signal, silence.signal]),
        });
        // Not a member any more, or not signed in: the screen says so when it next asks.
        if ([401, 403, 404].includes(response.status)) return;
        if (response.ok && response.body) {
          const alive = () => {
            pause = firstPauseMs;
            streamed = true;
            silence.wait(silenceMs);
          };
          for await (const event of readEvents(response.body, alive)) {
            lastId = event.id ?? lastId;
            heard(event);
          }
        }
      } catch {
        // No connection, silent for too long, or stopped: the loop decides.
        if (silence.signal.aborted) streamed = false;
      } finally {
        silence.end();
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

/** Gives up, by its signal, after a time in which nobody asked it to wait again. */
function patience(milliseconds: number) {
  const out = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const wait = (longer: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => out.abort(), longer);
  };
  wait(milliseconds);
  return { signal: out.signal, wait, end: () => clearTimeout(timer) };
}
