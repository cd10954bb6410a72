// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import Confirm from './Confirm.svelte';

function show() {
  const does = vi.fn<() => void>();
  const children = createRawSnippet(() => ({ render: () => '<span>Leave</span>' }));
  const words = { question: 'Leave the squad?', consequence: 'You may come back.', action: 'Yes, leave' };
  render(Confirm, { children, look: 'button', does, ...words });
  return does;
}
const dialog = () => document.querySelector('dialog');

test('the first tap asks, and does nothing yet', async () => {
  const does = show();
  expect(dialog()?.open).toBe(false);
  await fireEvent.click(screen.getByText('Leave'));
  expect(dialog()?.open).toBe(true);
  expect(does).not.toHaveBeenCalled();
});

test('the answer does it, once, and closes', async () => {
  const does = show();
  await fireEvent.click(screen.getByText('Leave'));
  await fireEvent.click(screen.getByText('Yes, leave'));
  expect(does).toHaveBeenCalledOnce();
  expect(dialog()?.open).toBe(false);
});

test('whoever thinks better of it has done nothing', async () => {
  const does = show();
  await fireEvent.click(screen.getByText('Leave'));
  await fireEvent.click(screen.getByText('Cancel'));
  expect(dialog()?.open).toBe(false);
  expect(does).not.toHaveBeenCalled();
});
