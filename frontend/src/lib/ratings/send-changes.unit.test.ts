import type { Ratings } from '@besteam/contracts/matches';
import { describe, expect, it } from 'vitest';
import type { SavedBallot } from '#lib/api/ballot.ts';
import { ballotService } from '../../../test/ballot-service.ts';
import { type Changes, without } from './changes.ts';
import { sendChanges } from './send-changes.ts';

/** Sends changes to a service that has these ratings; `save` stands before the service's. */
function sender(ratings: Ratings, changes: Changes, save = (_ballot: SavedBallot) => {}) {
  const service = ballotService(ratings);
  let unsent = changes;
  const outside = {
    load: service.load,
    save: async (ballot: SavedBallot) => {
      save(ballot);
      return service.save(ballot);
    },
    pending: () => unsent,
    settled: (done: Changes) => {
      unsent = without(unsent, done);
    },
  };
  const send = (known: SavedBallot = { ratings: {} }) => sendChanges(known, outside);
  return { service, send, unsent: () => unsent, change: (next: Changes) => (unsent = next) };
}

describe('changes that are sent', () => {
  it('are laid over what the service has, which is read where it is not known', async () => {
    const { service, send, unsent } = sender({ leo: { level: 1 } }, { ana: { level: 2 } });
    await send();
    expect(service.state.ratings).toEqual({ leo: { level: 1 }, ana: { level: 2 } });
    expect(unsent()).toEqual({});
  });

  it('are those of the moment, where another device was faster', async () => {
    const world = sender({}, { ana: { level: 2 } }, () => {
      if (world.service.state.saves > 0) return;
      world.service.elsewhere({ leo: { level: 3 } });
      world.change({ ana: { level: 5 } });
    });
    await world.send();
    expect(world.service.state.ratings).toEqual({ leo: { level: 3 }, ana: { level: 5 } });
  });

  it('do not take along a player whom the service has stopped to show, though he was there before', async () => {
    const { service, send } = sender({ leo: { level: 1 } }, { ana: { level: 2 } });
    const known = await service.load();
    service.state.unrateable = ['leo'];
    service.state.ratings = {};
    await send(known);
    expect(service.state.ratings).toEqual({ ana: { level: 2 } });
  });

  it('are sent once, though two of one tab would send them', async () => {
    const { service, send } = sender({ leo: { level: 1 } }, { ana: { level: 2 } });
    const known = await service.load();
    await Promise.all([send(known), send(known)]);
    expect(service.state.saves).toBe(1);
  });

  it('stay where others are always faster, after some attempts', async () => {
    const world = sender({}, { ana: { level: 2 } }, () => world.service.elsewhere({}));
    await expect(world.send()).rejects.toMatchObject({ kind: 'precondition-failed' });
    expect(world.service.state.saves).toBe(4);
    expect(world.unsent()).toEqual({ ana: { level: 2 } });
  });

  it('stay where the service cannot be reached', async () => {
    const { service, send, unsent } = sender({}, { ana: { level: 2 } });
    service.state.online = false;
    await expect(send()).rejects.toMatchObject({ kind: 'offline' });
    expect(unsent()).toEqual({ ana: { level: 2 } });
  });
});
