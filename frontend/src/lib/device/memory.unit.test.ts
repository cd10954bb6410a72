// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { forgetEverything, recall, remember } from './memory.ts';

beforeEach(() => localStorage.clear());

it('forgets people when somebody signs out, and keeps what is of the device and what is not ours', () => {
  remember('squad:one', { name: 'Thursday futsal' });
  remember('ratings:one', { ana: 4.5 });
  remember('theme', 'dark');
  localStorage.setItem('other', '1');
  forgetEverything();
  expect([recall('squad:one'), recall('ratings:one')]).toEqual([undefined, undefined]);
  expect(recall('theme')).toBe('dark');
  expect(Object.keys(localStorage).sort()).toEqual(['besteam.theme', 'other']);
});
