import type { StreamedBallots, StreamedMatch, StreamedSquad } from '@besteam/contracts/matches';

/** One thing that happened in a squad, as its members' screens hear of it. */
export type Happening = {
  /** The same on every replica, so that a stream can be resumed at another one. */
  id: string;
} & (
  | { event: 'squad'; data: StreamedSquad }
  | { event: 'ballots'; data: StreamedBallots }
  | { event: 'match'; data: StreamedMatch }
);

export interface Listener {
  accountId: string;
  /** The squad's version when this member was let in: an older snapshot says nothing of him. */
  version: number;
  tell(happening: Happening): void;
  /** Resolves when he has been sent everything, or is gone. */
  end(): Promise<void>;
}

export interface Feed {
  announce(squadId: string, happening: Happening): void;
  /** What was missed since `lastId`, or `unknown` when that is forgotten; from now on the listener is told. */
  join(squadId: string, listener: Listener, lastId: string | undefined): Happening[] | 'unknown';
  leave(squadId: string, listener: Listener): void;
  /** Ends the streams of those who are members no more. */
  keepOnly(squadId: string, version: number, members: ReadonlySet<string>): void;
  /** Ends the streams of an account, or all of them; resolves when their last bytes have left. */
  end(accountId?: string): Promise<void>;
}

const REMEMBERED_PER_SQUAD = 64;
const REMEMBERED_SQUADS = 2000;

/** What happens in squads, handed to whoever listens in this process, and remembered for a while for those who return. */
export function createFeed(): Feed {
  const listeners = new Map<string, Set<Listener>>();
  const remembered = new Map<string, Happening[]>();

  return {
    announce(squadId, happening) {
      const past = remembered.get(squadId) ?? [];
      if (past.some(({ id }) => id === happening.id)) return;
      remembered.delete(squadId);
      remembered.set(squadId, [...past, happening].slice(-REMEMBERED_PER_SQUAD));
      if (remembered.size > REMEMBERED_SQUADS) forgetOldest();
      for (const listener of listeners.get(squadId) ?? []) listener.tell(happening);
    },
    join(squadId, listener, lastId) {
      const here = listeners.get(squadId) ?? new Set();
      listeners.set(squadId, here.add(listener));
      if (lastId === undefined) return [];
      const past = remembered.get(squadId) ?? [];
      const last = past.findIndex(({ id }) => id === lastId);
      return last < 0 ? 'unknown' : past.slice(last + 1);
    },
    leave,
    keepOnly(squadId, version, members) {
      for (const listener of [...(listeners.get(squadId) ?? [])]) {
        if (version >= listener.version && !members.has(listener.accountId)) void listener.end();
      }
    },
    async end(accountId) {
      const all = [...listeners.values()].flatMap((here) => [...here]);
      const theirs = all.filter((listener) => accountId === undefined || listener.accountId === accountId);
      await Promise.all(theirs.map((listener) => listener.end()));
    },
  };

  function leave(squadId: string, listener: Listener): void {
    const here = listeners.get(squadId);
    here?.delete(listener);
    if (here?.size === 0) listeners.delete(squadId);
  }

  function forgetOldest(): void {
    const [oldest] = remembered.keys();
    if (oldest !== undefined) remembered.delete(oldest);
  }
}
