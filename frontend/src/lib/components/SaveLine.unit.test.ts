// @vitest-environment happy-dom
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ballotDraft } from '#lib/ratings/ballot-draft.svelte.ts';
import { ballotDevice, ballotService } from '../../../test/ballot-service.ts';
import SaveLine from './SaveLine.svelte';

/** A ballot on a device whose connection the test switches. */
async function show() {
  const { load, save, state: world } = ballotService();
  // No pause ends while a test looks.
  const draft = ballotDraft({ load, save, unsent: ballotDevice(), waitMs: 5, pauseMs: 600_000 });
  await draft.load();
  render(SaveLine, { done: 1, total: 4, draft });
  return { world, draft };
}

test('says how far one is and that everything is saved', async () => {
  const { draft } = await show();
  draft.rate('leo', 'level', 4);
  expect(await screen.findByText('Saving…')).toBeTruthy();
  expect(await screen.findByText('Saved')).toBeTruthy();
  expect(screen.getByText('1 of 4 rated')).toBeTruthy();
});

test('the last rating can be taken back, once', async () => {
  const { world, draft } = await show();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  draft.rate('leo', 'level', 4);
  await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(draft.saving).toBe('saved'));
  expect(world.ratings).toEqual({});
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('without signal it says that the ratings are kept here, and sends them when told to try again', async () => {
  const { world, draft } = await show();
  world.online = false;
  draft.rate('leo', 'level', 4);
  expect(await screen.findByText('Kept here until there is signal')).toBeTruthy();
  world.online = true;
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Saved')).toBeTruthy();
  expect(world.ratings).toEqual({ leo: { level: 4 } });
});
