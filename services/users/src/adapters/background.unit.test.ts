import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createBackground } from './background.ts';

const logger = pino({ level: 'silent' });

test('a job is repeated until the end, also after a failure', async () => {
  const background = createBackground(logger);
  let times = 0;
  background.every(1, 'count', async () => {
    times += 1;
    if (times === 2) throw new Error('once');
  });
  await expect.poll(() => times).toBeGreaterThan(3);
  await background.end();
  const atTheEnd = times;
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(times).toBe(atTheEnd);
});

test('a job that can wait is not done at the start', async () => {
  const background = createBackground(logger);
  const done: string[] = [];
  background.every(60_000, 'now', async () => void done.push('now'));
  background.every(60_000, 'later', async () => void done.push('later'), { atOnce: false });
  background.every(1, 'soon', async () => void done.push('soon'), { atOnce: false });
  await expect.poll(() => done).toContain('soon');
  await background.end();
  expect(done.filter((what) => what !== 'soon')).toEqual(['now']);
});

test('a job that failed is tried once more at the end, and no more', async () => {
  const background = createBackground(logger);
  let tries = 0;
  background.run('fail', async () => {
    tries += 1;
    throw new Error('again and again');
  });
  // Its first try has failed, and it rests.
  await new Promise(setImmediate);
  await background.end();
  expect(tries).toBe(2);
});
