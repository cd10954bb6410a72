// @vitest-environment happy-dom
import type { Ratings } from '@besteam/contracts/matches';
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { ApiProblem } from '#lib/api/problem.ts';
import { ballotDraft } from '#lib/ratings/ballot-draft.svelte.ts';
import SaveLine from './SaveLine.svelte';

/** A ballot on a device whose connection the test switches. */
async function show() {
  const world: { saved: Ratings; device?: Ratings | undefined; online: boolean } = { saved: {}, online: true };
  const draft = ballotDraft({
    load: async () => ({ ratings: world.saved }),
    save: async (ratings) => {
      if (!world.online) throw new ApiProblem('offline', 0);
      world.saved = ratings;
      return { ratings };
    },
    recall: () => world.device,
    remember: (unsaved) => {
      world.device = unsaved;
    },
    waitMs: 5,
  });
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
  expect(world.saved).toEqual({});
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('without signal it says that the ratings are kept here, and they go out later', async () => {
  const { world, draft } = await show();
  world.online = false;
  draft.rate('leo', 'level', 4);
  expect(await screen.findByText('Kept here until there is signal')).toBeTruthy();
  world.online = true;
  await draft.save();
  expect(await screen.findByText('Saved')).toBeTruthy();
  expect(world.saved).toEqual({ leo: { level: 4 } });
});
