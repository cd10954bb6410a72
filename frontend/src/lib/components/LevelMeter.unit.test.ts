// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import LevelMeter from './LevelMeter.svelte';

/** A meter a hundred pixels wide: every ten are a half-step. */
function meter(rating?: number) {
  const rate = vi.fn<(rating: number | null) => void>();
  render(LevelMeter, { label: 'Ana', rating, rate });
  const slider = screen.getByRole('slider', { name: 'Ana' });
  slider.getBoundingClientRect = () => new DOMRect(0, 0, 100, 48);
  let captured = false;
  slider.setPointerCapture = () => {
    captured = true;
  };
  slider.hasPointerCapture = () => captured;
  const point = (type: string, clientX: number, pointerType = 'touch') =>
    fireEvent(slider, new PointerEvent(type, { clientX, pointerType, pointerId: 1, button: 0, bubbles: true }));
  return { rate, slider, point };
}

test('a tap on the scale rates to the nearest half-step', async () => {
  const { rate, point } = meter();
  await point('pointerdown', 72);
  await point('pointerup', 72);
  expect(rate.mock.calls).toEqual([[3.5]]);
});

test('a slide shows where the finger is and rates where it is lifted', async () => {
  const { rate, slider, point } = meter(1);
  await point('pointerdown', 20);
  await point('pointermove', 60);
  expect(slider.getAttribute('aria-valuenow')).toBe('3');
  expect(rate).not.toHaveBeenCalled();
  await point('pointermove', 88);
  await point('pointerup', 88);
  expect(rate.mock.calls).toEqual([[4.5]]);
});

test('a finger that only scrolls past rates nothing', async () => {
  const { rate, slider, point } = meter(1);
  await point('pointerdown', 80);
  await point('pointermove', 83);
  expect(slider.getAttribute('aria-valuenow')).toBe('1');
  await point('pointercancel', 83);
  expect(rate).not.toHaveBeenCalled();
});

test('a tap on the rating there is changes nothing', async () => {
  const { rate, point } = meter(2);
  await point('pointerdown', 40, 'mouse');
  await point('pointerup', 40, 'mouse');
  expect(rate).not.toHaveBeenCalled();
});

test.each([
  ['ArrowRight', 2.5, 3],
  ['ArrowLeft', 2.5, 2],
  ['4', 2.5, 4],
  ['Home', 2.5, 0],
  ['Delete', 2.5, null],
  ['ArrowRight', undefined, 2.5],
])('the key %s takes %s to %s', async (key, from, to) => {
  const { rate, slider } = meter(from);
  await fireEvent.keyDown(slider, { key });
  expect(rate.mock.calls).toEqual([[to]]);
});

test.each([{ key: 'Tab' }, { key: 'x' }, { key: '4', ctrlKey: true }])('$key is left to the browser', async (init) => {
  const { rate, slider } = meter(3);
  expect(await fireEvent.keyDown(slider, init)).toBe(true);
  expect(rate).not.toHaveBeenCalled();
});

test('says what it shows', () => {
  const { slider } = meter(3.5);
  expect(slider.getAttribute('aria-valuetext')).toContain('3.5');
  expect(slider.querySelectorAll('.lit')).toHaveLength(7);
});
