import type { Ballot, Ratings } from '@besteam/contracts/matches';
import { type ApiProblem, asProblem } from '#lib/api/problem.ts';

type Outside = {
  load: () => Promise<Ballot>;
  save: (ratings: Ratings) => Promise<Ballot>;
  /** What this device holds that the service has not got yet. */
  recall: () => Ratings | undefined;
  remember: (unsaved: Ratings | undefined) => void;
  waitMs?: number;
};

export type SaveState = 'saved' | 'saving' | 'waiting' | 'failed';

/**
 * My ratings while I edit them: shown at once, kept on the device, saved as a whole a moment after the last
 * change, and saved again when the connection is back. The last change can be undone.
 */
export function ballotDraft(outside: Outside) {
  let ratings = $state.raw<Ratings>({});
  let loaded = $state(false);
  let problem = $state.raw<ApiProblem>();
  let saving = $state<SaveState>('saved');
  let before = $state.raw<Ratings>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  async function load(): Promise<void> {
    problem = undefined;
    const unsaved = outside.recall();
    try {
      const ballot = await outside.load();
      ratings = unsaved ?? ballot.ratings;
      loaded = true;
    } catch (thrown) {
      const failed = asProblem(thrown);
      if (failed.kind !== 'offline' || !unsaved) {
        problem = failed;
        return;
      }
      ratings = unsaved;
      loaded = true;
    }
    if (unsaved) await save();
  }

  function rate(player: string, criterion: string, rating: number | null): void {
    before = ratings;
    const { [criterion]: _old, ...others } = ratings[player] ?? {};
    const mine = rating === null ? others : { ...others, [criterion]: rating };
    const { [player]: _gone, ...rest } = ratings;
    ratings = Object.keys(mine).length === 0 ? rest : { ...rest, [player]: mine };
    changed();
  }

  function undo(): void {
    if (!before) return;
    ratings = before;
    before = undefined;
    changed();
  }

  function changed(): void {
    outside.remember(ratings);
    saving = 'saving';
    clearTimeout(timer);
    timer = setTimeout(save, outside.waitMs ?? 600);
  }

  /** Saves now what is not saved; one save at a time, the newest state last. */
  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    while (running) await running;
    if (outside.recall() === undefined) return;
    running = send().finally(() => {
      running = undefined;
    });
    await running;
  }

  async function send(): Promise<void> {
    const sent = ratings;
    saving = 'saving';
    try {
      await outside.save(sent);
      problem = undefined;
      if (ratings === sent) {
        outside.remember(undefined);
        saving = 'saved';
      }
    } catch (thrown) {
      const failed = asProblem(thrown);
      saving = failed.kind === 'offline' ? 'waiting' : 'failed';
      problem = failed;
    }
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
  };
}
