import type { Ratings } from '@besteam/contracts/matches';
import type { SavedBallot } from '#lib/api/ballot.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { type Changes, isEmpty, merged, without } from '#lib/ratings/changes.ts';
import type { Unsent } from '#lib/ratings/unsent.ts';

/** One account's ballot at a service that a test cuts off, breaks, or writes to as from another device. */
export function ballotService(ratings: Ratings = {}) {
  const state = { ratings, version: 1, saves: 0, online: true, broken: false, unrateable: [] as string[] };
  const reach = async () => {
    await Promise.resolve();
    if (!state.online) throw new ApiProblem('offline', 0);
    if (state.broken) throw new Error('nobody expected this');
  };
  const now = (): SavedBallot => ({ ratings: state.ratings, version: `"${state.version}"` });
  const put = (saved: Ratings) => {
    state.version += 1;
    state.ratings = saved;
  };
  return {
    state,
    /** As another device of the same account saves. */
    elsewhere: put,
    async load(): Promise<SavedBallot> {
      await reach();
      return now();
    },
    async save(ballot: SavedBallot): Promise<SavedBallot> {
      state.saves += 1;
      await reach();
      if (ballot.version !== now().version) throw new ApiProblem('precondition-failed', 412);
      const refused = state.unrateable.filter((player) => ballot.ratings[player] !== undefined);
      const fields = refused.map((player) => `body/ratings/${player}`);
      if (refused.length > 0) throw new ApiProblem('not-rateable', 422, fields);
      put(ballot.ratings);
      return now();
    },
  };
}

/** What a device keeps for all its tabs, or refuses to. */
export function ballotDevice(unsent?: Unsent) {
  const state = { unsent, refuses: false };
  const keep = (changes: Changes, seen: Ratings) => {
    state.unsent = isEmpty(changes) ? undefined : { changes, seen };
  };
  return {
    state,
    read: () => state.unsent,
    add(changes: Changes, seen: Ratings): boolean {
      if (!state.refuses) keep(merged(state.unsent?.changes ?? {}, changes), seen);
      return !state.refuses;
    },
    settle: (done: Changes, seen: Ratings) => keep(without(state.unsent?.changes ?? {}, done), seen),
  };
}
