import { recall } from '#lib/device/memory.ts';
import { unsentName } from './unsent-name.ts';

/** Sees to it that what was rated in a squad and left on this device goes out, if there is anything. */
export function sendLeftovers(squadId: string): void {
  if (recall(unsentName(squadId)) === undefined) return;
  // What sends it may not come without signal either: at the next visit, then.
  import('./send-unsent.ts').then(
    (loaded) => loaded.sendUnsent(squadId),
    () => undefined,
  );
}
