import { setTimeout as after } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { takingTurns } from './in-turn.ts';

it('lets work on one thing wait for its turn, and work on others pass', async () => {
  const inTurn = takingTurns();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn('match', async () => {
    await gate.promise;
    done.push('first');
  });
  const second = inTurn('match', async () => void done.push('second'));
  await inTurn('other', async () => void done.push('other'));
  expect(done).toEqual(['other']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(done).toEqual(['other', 'first', 'second']);
});

it('goes on after a failure, which reaches only whose work it was', async () => {
  const inTurn = takingTurns();
  const failing = inTurn('match', () => Promise.reject(new Error('lost')));
  const next = inTurn('match', async () => 'done');
  await expect(failing).rejects.toThrow('lost');
  expect(await next).toBe('done');
});

it('sends away who waits in a queue that stands still, to try again, and lets nobody pass who is at work', async () => {
  const inTurn = takingTurns({ standingStillMs: 20, inAllMs: 10_000 });
  const gate = Promise.withResolvers<string>();
  const slow = inTurn('match', () => gate.promise);
  const behind = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => inTurn('match', async () => i)));
  expect(behind).toMatchObject(behind.map(() => ({ status: 'rejected', reason: { name: 'ServiceUnavailable' } })));
  await expect(inTurn('match', async () => 'too early')).rejects.toThrow('too many want to change this at once');
  gate.resolve('done');
  expect(await slow).toBe('done');
  expect(await inTurn('match', async () => 'next')).toBe('next');
});

it('lets whoever has no bound wait until it is his turn', async () => {
  const inTurn = takingTurns();
  const gate = Promise.withResolvers<void>();
  const slow = inTurn('squad', () => gate.promise);
  const waiting = inTurn('squad', async () => 'his turn');
  expect(await Promise.race([waiting, after(50, 'waits')])).toBe('waits');
  gate.resolve();
  await slow;
  expect(await waiting).toBe('his turn');
});

it('lets whoever waits in a queue that moves wait, but not for ever', async () => {
  const moving = (inAllMs: number) => {
    const inTurn = takingTurns({ standingStillMs: 500, inAllMs });
    return Promise.allSettled(Array.from({ length: 20 }, (_, i) => inTurn('match', () => after(10, i))));
  };
  expect((await moving(10_000)).every(({ status }) => status === 'fulfilled')).toBe(true);
  const impatient = await moving(50);
  expect(impatient[0]).toEqual({ status: 'fulfilled', value: 0 });
  expect(impatient.at(-1)).toMatchObject({ status: 'rejected', reason: { name: 'ServiceUnavailable' } });
});

it('tells whoever waits that the store is away, without asking it again for each; later ones try', async () => {
  const inTurn = takingTurns();
  const away = Object.assign(new Error('the store is away'), { name: 'ServiceUnavailable' });
  const gate = Promise.withResolvers<void>();
  let asked = 0;
  const ask = () =>
    inTurn('match', async () => {
      asked += 1;
      await gate.promise;
      throw away;
    });
  const all = Promise.allSettled([ask(), ask(), ask()]);
  gate.resolve();
  expect(await all).toMatchObject([0, 1, 2].map(() => ({ status: 'rejected', reason: away })));
  expect(asked).toBe(1);
  await new Promise(setImmediate);
  expect(await inTurn('match', async () => 'back')).toBe('back');
});

it('keeps the order, and one at a time, of fifty at once of whom some fail', async () => {
  const inTurn = takingTurns();
  const begun: number[] = [];
  let working = 0;
  let most = 0;
  const turns = Array.from({ length: 50 }, (_, i) =>
    inTurn('match', async () => {
      begun.push(i);
      most = Math.max(most, ++working);
      await new Promise(setImmediate);
      working -= 1;
      if (i % 7 === 0) throw new Error(`number ${i} is lost`);
      return i;
    }),
  );
  const outcomes = await Promise.allSettled(turns);
  expect(most).toBe(1);
  expect(begun).toEqual(turns.map((_, i) => i));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(8);
});
