/** The password attempts that this process is judging at this moment. */
export interface AttemptsInHand {
  /** Enters an attempt under each key; tells how many were in hand there before it, and how to leave. */
  enter(keys: readonly string[]): { before: Map<string, number>; leave: () => void };
}

/** Counts in memory, so that attempts made at once see each other before any has failed. */
export function attemptsInHand(): AttemptsInHand {
  const counts = new Map<string, number>();
  return {
    enter(keys) {
      const before = new Map(keys.map((key) => [key, counts.get(key) ?? 0]));
      for (const [key, count] of before) counts.set(key, count + 1);
      return {
        before,
        leave() {
          for (const key of keys) {
            const left = (counts.get(key) ?? 1) - 1;
            if (left === 0) counts.delete(key);
            else counts.set(key, left);
          }
        },
      };
    },
  };
}
