import { expect, it } from 'vitest';
import { createMemory } from './memory.ts';
import { collectGarbage } from './testing/collect-garbage.ts';

const TTL_MS = 100;

function scene(most: number) {
  let now = 0;
  const memory = createMemory<object>({ most, ttlMs: TTL_MS, now: () => now });
  return {
    memory,
    pass(ms: number) {
      now += ms;
    },
    /** Held by the memory alone. */
    remember(key: string): WeakRef<object> {
      const value = { key };
      memory.set(key, value);
      return new WeakRef(value);
    },
  };
}

it('forgets with time', () => {
  const { memory, pass } = scene(10);
  memory.set('ana', { level: 3 });
  pass(TTL_MS - 1);
  expect(memory.get('ana')).toEqual({ level: 3 });
  pass(1);
  expect(memory.get('ana')).toBeUndefined();
});

it('forgets the oldest of too many, and what was set again is not old', () => {
  const { memory } = scene(2);
  for (const key of ['a', 'b', 'a', 'c']) memory.set(key, { key });
  expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([{ key: 'a' }, undefined, { key: 'c' }]);
});

it('forgets what it is told to', () => {
  const { memory } = scene(2);
  memory.set('a', {});
  memory.delete('a');
  expect(memory.get('a')).toBeUndefined();
});

it('lets go of what is too old when the next comes, though nobody asks for it again', async () => {
  const { memory, pass, remember } = scene(10);
  const old = ['a', 'b', 'c'].map(remember);
  pass(TTL_MS - 1);
  const young = remember('d');
  pass(1);
  memory.set('e', {});
  await collectGarbage();
  expect(old.map((one) => one.deref())).toEqual([undefined, undefined, undefined]);
  expect(young.deref()).toEqual({ key: 'd' });
});
