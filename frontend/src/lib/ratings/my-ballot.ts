import type { Ratings } from '@besteam/contracts/matches';
import { getMyBallot, putMyBallot, type SavedBallot } from '#lib/api/ballot.ts';
import { ApiProblem } from '#lib/api/problem.ts';
import { session, startSession } from '#lib/api/session.svelte.ts';
import { whose } from '#lib/device/memory.ts';
import type { Changes } from './changes.ts';
import { unsentOnDevice } from './unsent.ts';

/**
 * My ballot of a squad: at the service, and what this device keeps of it until it is there. It is that of one account,
 * who uses this browser when it is first read: where another does later, `load` and `save` throw `unauthorized`.
 */
export function myBallot(squadId: string) {
  const device = unsentOnDevice(squadId);
  let author: string | undefined;

  /** Without signal nobody may know yet who this is: then it is whose things the device remembers. */
  function mine(): string | undefined {
    author ??= session.account?.id ?? whose();
    return author;
  }

  function ofAuthor<T>(use: (author: string) => T): T | undefined {
    const me = mine();
    return me === undefined ? undefined : use(me);
  }

  async function asAuthor<T>(call: () => Promise<T>): Promise<T> {
    await startSession();
    if (session.account?.id !== mine()) throw new ApiProblem('unauthorized', 401);
    return call();
  }

  return {
    load: () => asAuthor(() => getMyBallot(squadId)),
    save: (ballot: SavedBallot) => asAuthor(() => putMyBallot(squadId, ballot)),
    unsent: {
      read: () => ofAuthor(device.of),
      add: (changes: Changes, seen: Ratings) => ofAuthor((me) => device.add(me, changes, seen)) ?? false,
      settle: (done: Changes, seen: Ratings) => ofAuthor((me) => device.settle(me, done, seen)),
    },
  };
}
