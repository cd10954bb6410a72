/** One server-sent event, as the HTML standard has them (section 9.2): its name, its data, and its id if it has one. */
export type ServerEvent = { event: string; data: string; id: string | undefined };

/** Reads events out of a response's body; ends when the body ends. `alive` is told of every sign of life, also of one without news. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  alive: () => void = () => undefined,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      alive();
      const blocks = (rest + decoder.decode(value, { stream: true })).split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseEvent(block);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** A block without data is a comment that keeps the line open. */
function parseEvent(block: string): ServerEvent | undefined {
  const lines = block.split(/\r?\n/);
  const field = (name: string) =>
    lines.flatMap((line) => (line.startsWith(`${name}:`) ? [line.slice(name.length + 1).replace(/^ /, '')] : []));
  const data = field('data');
  if (data.length === 0) return undefined;
  return { event: field('event').at(-1) ?? 'message', data: data.join('\n'), id: field('id').at(-1) };
}
