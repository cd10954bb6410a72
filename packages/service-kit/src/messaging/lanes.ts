import { type TryingOptions, tryingTogether } from './trying-together.ts';

/** How many events a consumer handles at once, unless it says otherwise. */
export const AT_ONCE = 8;

/** So many are at hand for each that is handled, in order that many of one subject do not keep the others from coming. */
export const AT_HAND_FOR_EACH = 3;

export interface Lanes {
  /**
   * Does the work in its turn: after all that was added before it for the subject, while others go on. What has no
   * subject has no order. Work throws only when infrastructure is away, and is then repeated after a rest of all lanes.
   * Resolves with false when it was left undone, since the lanes were closed.
   */
  add(subject: string | undefined, work: () => Promise<void>): Promise<boolean>;
  /** What has begun goes on; the rest is left. */
  close(): void;
}

/** Work on many subjects: so many at once, those of one subject one after the other, in the order they came. */
export function openLanes({ atOnce, ...patience }: TryingOptions & { atOnce: number }): Lanes {
  const trying = tryingTogether(patience);
  const places = openPlaces(atOnce);
  const last = new Map<string, Promise<boolean>>();

  const afterOthers = (subject: string | undefined, work: () => Promise<boolean>): Promise<boolean> => {
    if (subject === undefined) return work();
    const before = last.get(subject);
    const mine = before ? before.then(work) : work();
    last.set(subject, mine);
    return mine.finally(() => last.get(subject) === mine && last.delete(subject));
  };

  return {
    add: (subject, work) => afterOthers(subject, () => places.during(() => trying.until(work))),
    close: trying.close,
  };
}

/** So many at a time; whoever comes first is the next. */
function openPlaces(free: number) {
  const waiting: (() => void)[] = [];
  let left = free;
  return {
    async during<T>(work: () => Promise<T>): Promise<T> {
      if (left > 0) left -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else left += 1;
      }
    },
  };
}
