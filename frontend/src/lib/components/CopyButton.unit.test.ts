// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import CopyButton from './CopyButton.svelte';

const clipboard = (value: unknown) => Object.defineProperty(navigator, 'clipboard', { value, configurable: true });
const show = () => render(CopyButton, { text: 'besteam.example/join/K7QXW2MB', label: 'Copy', done: 'Copied' });
const tap = () => fireEvent.click(screen.getByRole('button'));

test.each([
  ['refuses', { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) }],
  ['is not there', undefined],
])('where the clipboard %s, it says so and shows what to copy by hand', async (_, value) => {
  clipboard(value);
  show();
  await tap();
  expect((await screen.findByRole('alert')).textContent).toContain('copy it: besteam.example/join/K7QXW2MB');
  expect(screen.getByRole('button').textContent).toBe('Copy');
});

test('once it is copied nothing is to be done by hand any more', async () => {
  clipboard(undefined);
  show();
  await tap();
  await screen.findByRole('alert');
  clipboard({ writeText: async () => undefined });
  await tap();
  expect(await screen.findByText('Copied')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
