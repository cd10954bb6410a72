// @vitest-environment happy-dom
import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest';
import UpdatePrompt from './UpdatePrompt.svelte';

/** The new version as browsers keep it; taking over makes it the one that all tabs have. */
const waiting = { state: 'installed', postMessage: vi.fn<(message: string) => void>() };
let workers: EventTarget;
let reload: MockInstance<() => void>;

beforeEach(() => {
  waiting.state = 'installed';
  waiting.postMessage.mockReset();
  reload = vi.spyOn(location, 'reload').mockReturnValue();
  const registration = Object.assign(new EventTarget(), { waiting });
  workers = Object.assign(new EventTarget(), { ready: Promise.resolve(registration), controller: {} });
  Object.defineProperty(navigator, 'serviceWorker', { configurable: true, value: workers });
});

afterEach(() => {
  Reflect.deleteProperty(navigator, 'serviceWorker');
  vi.restoreAllMocks();
});

const button = () => screen.findByRole('button', { name: 'Update' });
const takeOver = () => {
  waiting.state = 'activated';
  workers.dispatchEvent(new Event('controllerchange'));
};

it('lets the new version take over when it is asked to, and comes anew once it has', async () => {
  render(UpdatePrompt);
  await fireEvent.click(await button());
  expect(waiting.postMessage).toHaveBeenCalledExactlyOnceWith('take-over');
  expect(reload).not.toHaveBeenCalled();
  takeOver();
  expect(reload).toHaveBeenCalledOnce();
});

it('interrupts nobody when another tab updates, and then needs no more than the tap', async () => {
  render(UpdatePrompt);
  const update = await button();
  takeOver();
  expect(reload).not.toHaveBeenCalled();
  await fireEvent.click(update);
  expect(reload).toHaveBeenCalledOnce();
});
