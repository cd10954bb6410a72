import { afterEach, describe, expect, it } from 'vitest';
import type { Patience } from '../src/adapters/engine/thread-watch.ts';
import { type ThreadedEngine, threadedEngine } from '../src/adapters/engine/threaded-engine.ts';

const FOR_EVER_MS = 600_000;
const opened: ThreadedEngine[] = [];
afterEach(() => Promise.all(opened.splice(0).map((engine) => engine.close())));

/** One that does as the seeds say. */
function misbehaving(patience: Patience) {
  const engine = threadedEngine(new URL('./misbehaving-engine.ts', import.meta.url), patience);
  opened.push(engine);
  return (seed: string) => engine.draw({ players: [], teams: 2, seed });
}

const lostBecause = (message: string) => ({ name: 'ServiceUnavailable', cause: new Error(message) });

describe('an engine’s thread', () => {
  it('is ended when it works and works, and the next job has another', async () => {
    const draw = misbehaving({ workMs: 1000, silenceMs: FOR_EVER_MS });
    await expect(draw('work for ever')).rejects.toMatchObject(lostBecause('no answer after 1000 ms of work'));
    await expect(draw('answer')).rejects.toThrow('here I am');
  });

  it('is left alone while it is kept from working, whatever it has worked before', async () => {
    const draw = misbehaving({ workMs: 1000, silenceMs: FOR_EVER_MS });
    const seeds = ['answer', 'work for 600 ms and get no processor for as long'];
    for (const seed of [...seeds, ...seeds]) await expect(draw(seed)).rejects.toThrow('here I am');
  });

  it('is ended when it says nothing for long without working either', async () => {
    const draw = misbehaving({ workMs: FOR_EVER_MS, silenceMs: 300 });
    const both = await Promise.allSettled([draw('say nothing'), draw('say nothing')]);
    const lost = { status: 'rejected', reason: lostBecause('no answer for 300 ms') };
    expect(both).toMatchObject([lost, lost]);
  });
});
