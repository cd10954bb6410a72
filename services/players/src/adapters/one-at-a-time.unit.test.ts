import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

const storeAway = Object.assign(new Error('no answer'), { name: 'TimeoutError' });

it('lets work on one squad wait for its turn, and work on others pass', async () => {
  const inTurn = oneAtATime();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn('ours', () => gate.promise.then(() => void done.push('first')));
  const second = inTurn('ours', async () => void done.push('second'));
  await inTurn('theirs', async () => void done.push('theirs'));
  expect(done).toEqual(['theirs']);
  gate.resolve();
  await Promise.all([first, second]);
  expect(done).toEqual(['theirs', 'first', 'second']);
});

it('goes on after a failure, which reaches only whose work it was', async () => {
  const inTurn = oneAtATime();
  const failing = inTurn('ours', () => Promise.reject(new Error('a bug')));
  const next = inTurn('ours', async () => 'done');
  await expect(failing).rejects.toThrow('a bug');
  expect(await next).toBe('done');
});

it('tells all who wait when the store is away, asks it but once, and asks again for who comes later', async () => {
  const inTurn = oneAtATime();
  let asked = 0;
  const ask = async () => {
    asked += 1;
    throw storeAway;
  };
  const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => inTurn('ours', ask)));
  expect(outcomes.map(({ status }) => status)).toEqual(Array(50).fill('rejected'));
  expect(asked).toBe(1);
  expect(await inTurn('ours', async () => 'back')).toBe('back');
});
