// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { aSquad } from '../../../test/squad.ts';
import SettingsRules from './SettingsRules.svelte';

/** Whether a change goes through is said afterwards, once it was asked for. */
function show() {
  let answer: (done: boolean) => void = () => undefined;
  const attempt = () =>
    new Promise<boolean>((resolve) => {
      answer = resolve;
    });
  render(SettingsRules, { squad: aSquad({ role: 'owner' }), attempt });
  return (done: boolean) => answer(done);
}

const chosen = () => screen.getAllByRole<HTMLInputElement>('radio', { checked: true }).map((radio) => radio.value);

test('what is chosen shows at once, and a refusal puts it back', async () => {
  const answer = show();
  expect(chosen()).toEqual(['players', 'shown']);
  await fireEvent.click(screen.getByDisplayValue('hidden'));
  expect(chosen()).toEqual(['players', 'hidden']);
  answer(false);
  await waitFor(() => expect(chosen()).toEqual(['players', 'shown']));
});

test('a refused tick goes back to what the squad has', async () => {
  const answer = show();
  const box = screen.getByRole<HTMLInputElement>('checkbox');
  await fireEvent.click(box);
  expect(box.checked).toBe(true);
  answer(false);
  await waitFor(() => expect(box.checked).toBe(false));
});
