/** One friend's screen: a stream of Server-Sent Events that is read. */
export interface Listening {
  /** Resolves when the match has been heard of in this version or a later one; rejects after so many milliseconds. */
  hears(version: number, withinMs: number): Promise<void>;
  close(): void;
}

/** Of an evening that failed nobody closes the streams. */
const LONGEST_EVENING_MS = 60_000;

/** Opens the stream, or throws; `heard` is called at once for each new version of a match. */
export async function listenTo(url: string, headers: Record<string, string>, heard: () => void): Promise<Listening> {
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(LONGEST_EVENING_MS)]);
  const answer = await fetch(url, { headers, signal });
  if (answer.status !== 200 || !answer.body) throw new Error(`streamSquad answered ${answer.status}`);
  let newest = 0;
  const waiting: { version: number; resolve: () => void }[] = [];
  const notice = (version: number) => {
    if (version <= newest) return;
    newest = version;
    heard();
    for (const one of waiting.filter((each) => each.version <= version)) one.resolve();
  };
  const body = answer.body;
  const read = async () => {
    for await (const event of eventsOf(body)) {
      const [, version] = /^event: match\n.*"version":(\d+)/m.exec(event) ?? [];
      if (version !== undefined) notice(Number(version));
    }
  };
  read().catch((error: unknown) => {
    // Ours to close; any other end is found out by who waits to hear.
    if (!signal.aborted) console.log(`a stream broke: ${String(error)}`);
  });
  return {
    close: () => ending.abort(),
    async hears(version, withinMs) {
      if (newest >= version) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const late = setTimeout(() => reject(new Error(`a draw was not heard of within ${withinMs} ms`)), withinMs);
      waiting.push({ version, resolve });
      await promise.finally(() => clearTimeout(late));
    },
  };
}

async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const part of body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)) {
    const events = `${rest}${part}`.split('\n\n');
    rest = events.pop() ?? '';
    yield* events;
  }
}
