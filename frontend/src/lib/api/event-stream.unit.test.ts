import { describe, expect, it } from 'vitest';
import { readEvents } from './event-stream.ts';

/** A body that arrives in the given pieces. */
function body(...pieces: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
}

async function all(stream: ReadableStream<Uint8Array>) {
  const events = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

describe('a stream of events', () => {
  it('gives name, data and id, however the network cuts it', async () => {
    expect(
      await all(body('id: 7\nev', 'ent: match\ndata: {"matchId":', '"m1"}\n', '\n: still here\n\ndata: x\n\n')),
    ).toEqual([
      { event: 'match', data: '{"matchId":"m1"}', id: '7' },
      { event: 'message', data: 'x', id: undefined },
    ]);
  });

  it('joins data of several lines and drops a half event at the end', async () => {
    expect(await all(body('data: a\ndata: b\n\ndata: lost'))).toEqual([
      { event: 'message', data: 'a\nb', id: undefined },
    ]);
  });
});
