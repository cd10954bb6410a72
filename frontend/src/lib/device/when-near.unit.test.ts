// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { whenNear } from './when-near.ts';

let seen: (entries: { isIntersecting: boolean }[]) => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
      constructor(callback: typeof seen) {
        seen = callback;
      }
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ['the element comes into view', () => seen([{ isIntersecting: true }])],
  ['somebody touches', () => window.dispatchEvent(new Event('pointerdown'))],
  ['somebody types', () => window.dispatchEvent(new Event('keydown'))],
  ['somebody scrolls', () => window.dispatchEvent(new Event('scroll'))],
  ['a while has passed', () => vi.advanceTimersByTime(3_000)],
])('calls back when %s, once', (_, sign) => {
  const call = vi.fn();
  whenNear(call)(document.body);
  seen([{ isIntersecting: false }]);
  vi.advanceTimersByTime(2_900);
  expect(call).not.toHaveBeenCalled();
  sign();
  expect(call).toHaveBeenCalledTimes(1);
  sign();
  vi.advanceTimersByTime(10_000);
  expect(call).toHaveBeenCalledTimes(1);
});

it('is silent once its element is gone', () => {
  const call = vi.fn();
  whenNear(call)(document.body)();
  window.dispatchEvent(new Event('scroll'));
  vi.advanceTimersByTime(10_000);
  expect(call).not.toHaveBeenCalled();
});
