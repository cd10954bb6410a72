import type { Ratings } from '@besteam/contracts/matches';
import type { SavedBallot } from '#lib/api/ballot.ts';
import { type ApiProblem, asProblem } from '#lib/api/problem.ts';
import { type Changes, isEmpty, laidOver, merged, without } from './changes.ts';
import { type BallotService, sendChanges } from './send-changes.ts';
import type { Unsent } from './unsent.ts';

type Outside = BallotService & {
  /** What this device keeps for all its tabs until the service has it; `add` is false where it does not. */
  unsent: {
    read: () => Unsent | undefined;
    add: (changes: Changes, seen: Ratings) => boolean;
    settle: (done: Changes, seen: Ratings) => void;
  };
  waitMs?: number;
  /** The first pause before it is tried again without signal; each further one is twice as long, up to a minute. */
  pauseMs?: number;
};

type Change = { player: string; criterion: string; rating: number | null };

export type SaveState = 'saved' | 'saving' | 'waiting' | 'failed';

const longestPauseMs = 60_000;

/**
 * My ratings while I edit them: shown at once, kept on the device, saved a moment after the last change, and again until
 * the connection is back. Only what was changed here replaces what another device has saved. The last change can be undone.
 */
export function ballotDraft(outside: Outside) {
  const { waitMs = 600, pauseMs = 2000, unsent } = outside;
  /** As the service had it when it last answered. */
  let ballot = $state.raw<SavedBallot>({ ratings: {} });
  let changes = $state.raw<Changes>({});
  /** Whether the device has all the changes; then it also knows what other tabs have sent of them, or changed once more. */
  let kept = true;
  const ratings = $derived(laidOver(ballot.ratings, changes));
  let loaded = $state(false);
  let problem = $state.raw<ApiProblem>();
  let saving = $state<SaveState>('saved');
  let before = $state.raw<Change>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let pause = pauseMs;
  let left = false;

  async function load(): Promise<void> {
    problem = undefined;
    try {
      ballot = await outside.load();
    } catch (thrown) {
      const failed = asProblem(thrown);
      const here = failed.kind === 'offline' ? unsent.read() : undefined;
      if (!here) {
        problem = failed;
        return;
      }
      ballot = { ratings: here.seen };
    }
    changes = unsent.read()?.changes ?? {};
    loaded = true;
    await save();
  }

  function rate(player: string, criterion: string, rating: number | null): void {
    before = { player, criterion, rating: ratings[player]?.[criterion] ?? null };
    change({ player, criterion, rating });
  }

  function undo(): void {
    if (!before) return;
    change(before);
    before = undefined;
  }

  function change({ player, criterion, rating }: Change): void {
    const changed = { [player]: { [criterion]: rating } };
    changes = merged(changes, changed);
    kept = unsent.add(kept ? changed : changes, ballot.ratings);
    saving = 'saving';
    clearTimeout(timer);
    timer = setTimeout(save, waitMs);
  }

  /** Saves now what is not saved; one save at a time, the newest state last. */
  async function save(): Promise<void> {
    clearTimeout(timer);
    while (running) await running;
    if (isEmpty(changes)) return;
    saving = 'saving';
    await send();
  }

  function send(): Promise<void> {
    running = attempt().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function attempt(): Promise<void> {
    try {
      await sendChanges(ballot, { ...outside, pending, settled });
      problem = undefined;
      pause = pauseMs;
      if (!isEmpty(changes)) return;
      clearTimeout(timer);
      saving = 'saved';
    } catch (thrown) {
      problem = asProblem(thrown);
      saving = problem.kind === 'offline' ? 'waiting' : 'failed';
      if (saving === 'waiting' && !left) tryAgain();
    }
  }

  /** A browser may believe that it has signal all the while: nothing tells when it is back. Says so only once it is. */
  function tryAgain(): void {
    clearTimeout(timer);
    timer = setTimeout(() => running ?? send(), pause);
    pause = Math.min(longestPauseMs, pause * 2);
  }

  function pending(): Changes {
    return kept ? (unsent.read()?.changes ?? {}) : changes;
  }

  function settled(done: Changes, now: SavedBallot): void {
    unsent.settle(done, now.ratings);
    changes = kept ? pending() : without(changes, done);
    ballot = now;
  }

  /** Saves what is not saved once more. From then on it is not this screen that tries again (leftovers.ts). */
  function leave(): void {
    left = true;
    void save();
  }

  return {
    get ratings() {
      return ratings;
    },
    get loaded() {
      return loaded;
    },
    get problem() {
      return problem;
    },
    get saving() {
      return saving;
    },
    get canUndo() {
      return before !== undefined;
    },
    load,
    rate,
    undo,
    save,
    leave,
  };
}
