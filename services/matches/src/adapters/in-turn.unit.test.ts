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

it('lets work that hangs hold up nobody for long, however many wait', async () => {
  const inTurn = takingTurns(20);
  const hanging = inTurn('match', () => new Promise<never>(() => {}));
  const behind = Array.from({ length: 50 }, (_, i) => inTurn('match', async () => i));
  expect(await Promise.all(behind)).toEqual(behind.map((_, i) => i));
  expect(await Promise.race([hanging, Promise.resolve('still hanging')])).toBe('still hanging');
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
