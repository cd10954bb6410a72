import { draw } from '@besteam/balancer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { threadedEngine } from '../src/adapters/engine/threaded-engine.ts';

/** On a machine with other work to do a hard draw takes its time. */
const engine = threadedEngine(undefined, { workMs: 8000, silenceMs: 600_000 });
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

/**
 * How long the event loop's own thread was kept busy at a stretch during some work, in milliseconds of processor time:
 * so much later everything else begins, whatever other programs have this machine to do.
 */
async function longestStretch<T>(work: () => Promise<T>): Promise<{ longestMs: number; result: T }> {
  let longestMs = 0;
  let working = true;
  const watching = (async () => {
    for (let before = busyMs(); working; ) {
      await new Promise(setImmediate);
      const now = busyMs();
      longestMs = Math.max(longestMs, now - before);
      before = now;
    }
  })();
  const result = await work();
  working = false;
  await watching;
  return { longestMs, result };
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Takes some tenths of a second. */
const hardest = { ...hard(30), teams: 7, timeLimitMs: 500 };
const thirtyHardOnes = [hardest, ...Array.from({ length: 29 }, (_, i) => hard(40 + i))];

describe('the engine in its threads', () => {
  it('leaves the event loop free: nothing keeps it for 20 ms while hard draws are made', async () => {
    const { longestMs, result } = await longestStretch(() =>
      Promise.all(thirtyHardOnes.map((input) => engine.draw(input))),
    );
    expect(result.every(({ kind }) => kind === 'draw')).toBe(true);
    expect(longestMs).toBeLessThan(20);
  });

  it('is what makes the difference: the same draws on the event loop itself stop it', async () => {
    const { longestMs } = await longestStretch(async () => {
      for (const input of thirtyHardOnes.slice(0, 10)) {
        draw(input);
        await new Promise(setImmediate);
      }
    });
    expect(longestMs).toBeGreaterThan(20);
  });

  it('answers each caller with his own draw', async () => {
    const sizes = [8, 20, 12, 30];
    const draws = await Promise.all(sizes.map((size) => engine.draw(hard(size))));
    expect(draws.map((draw) => (draw.kind === 'draw' ? draw.teams.flat().length : draw))).toEqual(sizes);
  });

  it('makes an easy draw while a hard one is being made', async () => {
    const done: string[] = [];
    const hardOne = engine.draw(hardest).then(() => done.push('hard'));
    const easyOnes = [8, 10, 12].map((size) => engine.draw(hard(size)).then(() => done.push('easy')));
    await Promise.all([hardOne, ...easyOnes]);
    expect(done).toEqual(['easy', 'easy', 'easy', 'hard']);
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
