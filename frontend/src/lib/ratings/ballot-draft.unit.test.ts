import type { Ratings } from '@besteam/contracts/matches';
import { describe, expect, it, vi } from 'vitest';
import type { SavedBallot } from '#lib/api/ballot.ts';
import { ballotDevice, ballotService } from '../../../test/ballot-service.ts';
import { ballotDraft } from './ballot-draft.svelte.ts';
import type { Unsent } from './unsent.ts';

/** A service and a device as the draft sees them. */
function world(start: { ratings?: Ratings; unsent?: Unsent; atSave?: () => void } = {}) {
  const service = ballotService(start.ratings);
  const device = ballotDevice(start.unsent);
  /** What the first draft says at every save. */
  const saidMeanwhile: string[] = [];
  const save = (ballot: SavedBallot) => {
    saidMeanwhile.push(draft.saving);
    start.atSave?.();
    return service.save(ballot);
  };
  const open = (waitMs = 5) => ballotDraft({ load: service.load, save, unsent: device, waitMs, pauseMs: 5 });
  const draft = open();
  return { draft, open, saidMeanwhile, elsewhere: service.elsewhere, state: service.state, device: device.state };
}

describe('a ballot being edited', () => {
  it('shows what was rated before', async () => {
    const { draft } = world({ ratings: { leo: { level: 3.5 } } });
    await draft.load();
    expect(draft.ratings).toEqual({ leo: { level: 3.5 } });
  });

  it('saves many quick changes once, as a whole', async () => {
    const { draft, state, device } = world({ ratings: { leo: { level: 3 } } });
    await draft.load();
    draft.rate('ana', 'level', 4);
    draft.rate('ana', 'level', 4.5);
    draft.rate('leo', 'level', null);
    expect(draft.saving).toBe('saving');
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.ratings).toEqual({ ana: { level: 4.5 } });
    expect(state.saves).toBe(1);
    expect(device.unsent).toBeUndefined();
  });

  it('takes the last change back', async () => {
    const { draft, state } = world();
    await draft.load();
    draft.rate('ana', 'level', 4);
    draft.undo();
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.ratings).toEqual({});
    expect(draft.canUndo).toBe(false);
  });

  it('keeps what changed on the device without a connection, and saves it when it is back', async () => {
    const { draft, state, device } = world({ ratings: { leo: { level: 1 } } });
    await draft.load();
    state.online = false;
    draft.rate('ana', 'level', 2);
    await expect.poll(() => draft.saving).toBe('waiting');
    expect(device.unsent).toEqual({ changes: { ana: { level: 2 } }, seen: { leo: { level: 1 } } });
    state.online = true;
    await draft.save();
    expect(draft.saving).toBe('saved');
    expect(state.ratings).toEqual({ leo: { level: 1 }, ana: { level: 2 } });
  });

  it('tries again by itself where nothing tells that the connection is back, and says so only then', async () => {
    const { draft, state, saidMeanwhile } = world();
    await draft.load();
    state.online = false;
    draft.rate('ana', 'level', 2);
    await expect.poll(() => draft.saving).toBe('waiting');
    await expect.poll(() => saidMeanwhile.length).toBeGreaterThan(3);
    state.online = true;
    await expect.poll(() => draft.saving).toBe('saved');
    const [first, ...again] = saidMeanwhile;
    expect([first, ...new Set(again)]).toEqual(['saving', 'waiting']);
    expect(state.ratings).toEqual({ ana: { level: 2 } });
  });

  it('tries once more when its screen goes, and then leaves it to others', async () => {
    const { open, state, device } = world();
    const draft = open(60_000);
    await draft.load();
    state.online = false;
    draft.rate('ana', 'level', 2);
    draft.leave();
    await expect.poll(() => draft.saving).toBe('waiting');
    vi.useFakeTimers();
    await vi.advanceTimersByTimeAsync(120_000);
    vi.useRealTimers();
    expect(state.saves).toBe(1);
    expect(device.unsent?.changes).toEqual({ ana: { level: 2 } });
  });

  it('sends at the next visit what the last one could not, and nothing else', async () => {
    const unsent = { changes: { leo: { level: 5 }, ana: { level: null } }, seen: { leo: { level: 1 } } };
    const { draft, state } = world({ ratings: { ana: { level: 2 }, marta: { level: 4 } }, unsent });
    await draft.load();
    expect(draft.ratings).toEqual({ leo: { level: 5 }, marta: { level: 4 } });
    expect(state.ratings).toEqual({ leo: { level: 5 }, marta: { level: 4 } });
  });

  it('shows at the next visit what is not sent beside what was there, where there is no connection yet', async () => {
    const { draft, state } = world({ unsent: { changes: { leo: { level: 5 } }, seen: { ana: { level: 1 } } } });
    state.online = false;
    await draft.load();
    expect(draft.ratings).toEqual({ leo: { level: 5 }, ana: { level: 1 } });
    expect(draft.saving).toBe('waiting');
  });

  it('takes nothing back that another device has saved meanwhile', async () => {
    const { draft, state, elsewhere } = world({ ratings: { leo: { level: 1 }, ana: { level: 1 } } });
    await draft.load();
    elsewhere({ leo: { level: 4 }, marta: { level: 3 } });
    draft.rate('ana', 'level', 5);
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.ratings).toEqual({ leo: { level: 4 }, marta: { level: 3 }, ana: { level: 5 } });
    expect(draft.ratings).toEqual(state.ratings);
  });

  it('gives up who cannot be rated any more, and saves the others', async () => {
    const { draft, state, device } = world();
    await draft.load();
    state.unrateable = ['leo'];
    draft.rate('leo', 'level', 4);
    draft.rate('ana', 'level', 5);
    await expect.poll(() => draft.saving).toBe('saved');
    expect(state.ratings).toEqual({ ana: { level: 5 } });
    expect(draft.ratings).toEqual({ ana: { level: 5 } });
    expect(device.unsent).toBeUndefined();
  });

  it('saves also where the device keeps nothing', async () => {
    const { draft, state, device } = world();
    device.refuses = true;
    await draft.load();
    state.online = false;
    draft.rate('ana', 'level', 2);
    draft.rate('leo', 'level', 3);
    await expect.poll(() => draft.saving).toBe('waiting');
    state.online = true;
    await draft.save();
    expect(draft.saving).toBe('saved');
    expect(state.ratings).toEqual({ ana: { level: 2 }, leo: { level: 3 } });
  });

  it('sends what another tab could not, which then sees that it is sent', async () => {
    const { draft, open, state } = world();
    const other = open();
    await Promise.all([draft.load(), other.load()]);
    state.online = false;
    draft.rate('ana', 'level', 2);
    await expect.poll(() => draft.saving).toBe('waiting');
    state.online = true;
    other.rate('leo', 'level', 3);
    other.rate('ana', 'level', 4);
    await Promise.all([other.save(), draft.save()]);
    expect([draft.saving, other.saving]).toEqual(['saved', 'saved']);
    expect(state.ratings).toEqual({ ana: { level: 4 }, leo: { level: 3 } });
    expect(draft.ratings).toEqual(state.ratings);
  });

  it('does not lose a change made while an older one is being saved', async () => {
    const atSave = () => {
      if (state.saves === 0) draft.rate('ana', 'level', 5);
    };
    const { draft, state, device } = world({ atSave });
    await draft.load();
    draft.rate('ana', 'level', 1);
    await draft.save();
    expect(state.ratings).toEqual({ ana: { level: 1 } });
    expect(draft.ratings).toEqual({ ana: { level: 5 } });
    expect(device.unsent?.changes).toEqual({ ana: { level: 5 } });
    await expect.poll(() => state.ratings).toEqual({ ana: { level: 5 } });
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
  expect(state.ratings).toEqual({ ana: { level: 4 } });
  vi.unstubAllGlobals();
});
