/** A wait that others can end early. A call to `wake` while nobody waits ends the next wait at once. */
export interface Wakeable {
  wait(ms: number): Promise<void>;
  wake(): void;
}

/** The longest wait a timer of Node can take; longer ones are waited in pieces by the caller's loop. */
const LONGEST_MS = 2 ** 31 - 1;

export function wakeable(): Wakeable {
  let woken = false;
  let end: (() => void) | undefined;
  return {
    async wait(ms) {
      if (!woken) {
        const { promise, resolve } = Promise.withResolvers<void>();
        end = resolve;
        const timer = setTimeout(resolve, Math.min(ms, LONGEST_MS));
        await promise;
        clearTimeout(timer);
        end = undefined;
      }
      woken = false;
    },
    wake() {
      woken = true;
      end?.();
    },
  };
}
