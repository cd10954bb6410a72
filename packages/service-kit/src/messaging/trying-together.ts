import { wakeable } from './wakeable.ts';

/** How long to rest after so many failures in a row: the last delay repeats. */
export function restAfter(failures: number, delaysMs: number[]): number {
  return delaysMs[Math.min(failures, delaysMs.length) - 1] ?? 1000;
}

export interface TryingOptions {
  /** Rests while infrastructure is away; the last one repeats. */
  delaysMs: number[];
  /** Told once of every rest. */
  onRest(error: unknown, ms: number): void;
}

export interface Trying {
  /**
   * Does the work, again and again as long as it throws, which says that infrastructure is away. False when it was
   * closed before the work was done.
   */
  until(work: () => Promise<void>): Promise<boolean>;
  /** Whoever is at work finishes; nobody else begins. */
  close(): void;
}

type State = 'there' | 'away' | 'perhaps there' | 'closed';

/**
 * The patience of those who depend on the same infrastructure. When one finds it away nobody begins; after a rest one
 * tries for all, and all go on once he is through. Each time it is another one, so that what one alone fails at stops
 * nobody for good.
 */
export function tryingTogether({ delaysMs, onRest }: TryingOptions): Trying {
  const timer = wakeable();
  const waiting: (() => void)[] = [];
  let state: State = 'there';
  let failures = 0;
  const is = (one: State) => state === one;

  const rest = async (error: unknown) => {
    state = 'away';
    failures += 1;
    const ms = restAfter(failures, delaysMs);
    onRest(error, ms);
    await timer.wait(ms);
    if (is('closed')) return;
    state = 'perhaps there';
    waiting.shift()?.();
  };
  const wakeAll = () => {
    for (const wake of waiting.splice(0)) wake();
  };

  return {
    async until(work) {
      while (!is('closed')) {
        if (is('away')) {
          await new Promise<void>((resolve) => waiting.push(resolve));
          continue;
        }
        const forAll = is('perhaps there');
        if (forAll) state = 'away';
        try {
          await work();
        } catch (error) {
          // Who began before the others knew rests with them.
          if (!is('closed') && (forAll || is('there'))) void rest(error);
          continue;
        }
        if (forAll && !is('closed')) {
          state = 'there';
          failures = 0;
          wakeAll();
        }
        return true;
      }
      return false;
    },
    close() {
      state = 'closed';
      timer.wake();
      wakeAll();
    },
  };
}
