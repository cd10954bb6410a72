import type { Ratings } from '@besteam/contracts/matches';
import { describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '#lib/api/problem.ts';
import { ballotDraft } from './ballot-draft.svelte.ts';

/** A service and a device as the draft sees them. */
function world(start: { service?: Ratings; device?: Ratings } = {}) {
  const state = { service: start.service ?? {}, device: start.device, online: true, broken: false, saves: 0 };
  const reach = () => {
    if (!state.online) throw new ApiProblem('offline', 0);
    if (state.broken) throw new Error('nobody expected this');
  };
  const draft = ballotDraft({
    load: async () => {
      reach();
      return { ratings: state.service };
    },
    save: async (ratings) => {
      state.saves += 1;
      await Promise.resolve();
      reach();
      state.service = ratings;
      return { ratings };
    },
    recall: () => state.device,
    remember: (unsaved) => {
      state.device = unsaved;
    },
    waitMs: 5,
  });
  return { state, draft };
}

describe('a ballot being edited', () => {
  it('shows what was rated before', async () => {
    const { draft } = world({ service: { leo: { level: 3.5 } } });
    await draft.load();
    expect(draft.ratings).toEqual({ leo: { level: 3.5 } });
  });

  it('saves many quick changes once, as a whole', async () => {
    const { draft, state } = world({ service: { leo: { level: 3 } } });
    await draft.load();
    draft.rate('ana', 'level', 4);
    draft.rate('ana', 'level', 4.5);
    draft.rate('leo', 'level', null);
    expect(draft.saving).toBe('saving');
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.service).toEqual({ ana: { level: 4.5 } });
    expect(state.saves).toBe(1);
    expect(state.device).toBeUndefined();
  });

  it('takes the last change back', async () => {
    const { draft, state } = world();
    await draft.load();
    draft.rate('ana', 'level', 4);
    draft.undo();
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.service).toEqual({});
    expect(draft.canUndo).toBe(false);
  });

  it('keeps ratings on the device without a connection, and saves them when it is back', async () => {
    const { draft, state } = world();
    await draft.load();
    state.online = false;
    draft.rate('ana', 'level', 2);
    await expect.poll(() => draft.saving).toBe('waiting');
    expect(state.device).toEqual({ ana: { level: 2 } });
    state.online = true;
    await draft.save();
    expect(draft.saving).toBe('saved');
    expect(state.service).toEqual({ ana: { level: 2 } });
  });

  it('sends at the next visit what the last one could not', async () => {
    const { draft, state } = world({ service: { leo: { level: 1 } }, device: { leo: { level: 5 } } });
    await draft.load();
    expect(draft.ratings).toEqual({ leo: { level: 5 } });
    expect(state.service).toEqual({ leo: { level: 5 } });
  });

  it('does not lose a change made while an older one is being saved', async () => {
    const { draft, state } = world();
    await draft.load();
    draft.rate('ana', 'level', 1);
    const first = draft.save();
    draft.rate('ana', 'level', 5);
    await first;
    expect(state.device).toEqual({ ana: { level: 5 } });
    await expect.poll(() => state.service).toEqual({ ana: { level: 5 } });
    expect(draft.saving).toBe('saved');
  });
});

it('saves again after something nobody expected went wrong', async () => {
  const { draft, state } = world();
  await draft.load();
  const reported = vi.fn<(thrown: unknown) => void>();
  vi.stubGlobal('reportError', reported);
  state.broken = true;
  draft.rate('ana', 'level', 4);
  await expect.poll(() => draft.saving).toBe('failed');
  expect(reported).toHaveBeenCalledOnce();
  state.broken = false;
  await draft.save();
  expect(draft.saving).toBe('saved');
  expect(state.service).toEqual({ ana: { level: 4 } });
  vi.unstubAllGlobals();
});
