import { describe, expect, it } from 'vitest';
import { readyOf } from './ready-of.ts';

const waiting = Array.from({ length: 25 }, (_, index) => index);
const away = Object.assign(new Error('no answer in time'), { name: 'TimeoutError' });

describe('what is ready of an outbox', () => {
  it('is all that can be prepared, in its order, ten at a time', async () => {
    let [atWork, most] = [0, 0];
    const prepare = async (one: number) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await Promise.resolve();
      atWork -= 1;
      if (one === 3) throw new Error('cannot be told');
      return one === 4 ? undefined : one;
    };
    expect(await readyOf(waiting, prepare)).toEqual(waiting.filter((one) => one !== 3 && one !== 4));
    expect(most).toBe(10);
  });

  it('is what came before the store was too busy, which is asked for no more', async () => {
    const asked: number[] = [];
    const prepare = async (one: number) => {
      asked.push(one);
      if (one === 12) throw away;
      return one;
    };
    expect(await readyOf(waiting, prepare)).toEqual(waiting.filter((one) => one < 20 && one !== 12));
    expect(asked).toEqual(waiting.slice(0, 20));
  });

  it('is an error when it is nothing: of the store, before those of what waits', async () => {
    const failing = (failure: Error) => async () => Promise.reject(failure);
    await expect(readyOf(waiting, failing(away))).rejects.toBe(away);
    await expect(readyOf(waiting, failing(new Error('cannot be told')))).rejects.toThrow('items cannot be told of');
    expect(await readyOf([], failing(away))).toEqual([]);
  });
});
