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
