import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { threadedEngine } from '../src/adapters/engine/threaded-engine.ts';

const engine = threadedEngine();
beforeAll(async () => void (await engine.draw(hard(8))));
afterAll(() => engine.close());

/** A squad with a star and beginners, under rules that make it a hard one. */
function hard(players: number) {
  return {
    players: Array.from({ length: players }, (_, i) => ({ id: `p${i}`, level: i === 0 ? 5 : (i * 0.37) % 4 })),
    teams: 4,
    seed: `seed ${players}`,
    rules: [{ kind: 'apart' as const, players: ['p0', 'p1', 'p2'] }],
  };
}

/** The event loop's delay during some work, in milliseconds: 99 of 100 are below `p99`. */
async function loopDelay<T>(work: () => Promise<T>): Promise<{ p99: number; result: T }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const result = await work();
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, result };
}

describe('the engine in its thread', () => {
  it('leaves the event loop free: its delay stays below 20 ms while hard draws are made', async () => {
    // On a machine with more to do than it can, the loop is late by itself: that much is not the engine's doing.
    const { p99: idle } = await loopDelay(() => wait(1000));
    const { p99, result } = await loopDelay(() =>
      Promise.all(Array.from({ length: 30 }, (_, i) => engine.draw(hard(40 + i)))),
    );
    expect(result.every(({ kind }) => kind === 'draw')).toBe(true);
    expect(p99).toBeLessThan(Math.max(20, 2 * idle));
  });

  it('answers each caller with his own draw', async () => {
    const sizes = [8, 20, 12, 30];
    const draws = await Promise.all(sizes.map((size) => engine.draw(hard(size))));
    expect(draws.map((draw) => (draw.kind === 'draw' ? draw.teams.flat().length : draw))).toEqual(sizes);
  });

  it('refuses without being lost, and works again after its thread has ended', async () => {
    expect(await engine.draw({ ...hard(8), teams: 9 })).toMatchObject({ kind: 'refusal', reason: 'too-few-players' });
    const other = threadedEngine();
    await other.draw(hard(8));
    await other.close();
    expect((await other.draw(hard(8))).kind).toBe('draw');
    await other.close();
  });
});
