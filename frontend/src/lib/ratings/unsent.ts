import type { Ratings } from '@besteam/contracts/matches';
import { recall, remember } from '#lib/device/memory.ts';
import { type Changes, isEmpty, merged, part, without } from './changes.ts';
import { unsentName } from './unsent-name.ts';

/** What an account has changed in its ballot and not sent, and the ratings the service had, to be shown meanwhile. */
export type Unsent = { changes: Changes; seen: Ratings };

/**
 * What this device keeps of a squad's ballots until the service has it: each account's apart, and changes alone, so that
 * no tab takes away what another has not sent.
 */
export function unsentOnDevice(squadId: string) {
  const name = unsentName(squadId);
  // Written below, with this shape.
  const all = () => (recall(name) ?? {}) as Record<string, Unsent>;
  const of = (author: string): Unsent | undefined => all()[author];

  /** Answers whether the device has it now: one that is full keeps what was there before, and says nothing. */
  function keep(author: string, unsent: Unsent): boolean {
    const { [author]: _before, ...others } = all();
    const now = isEmpty(unsent.changes) ? others : { ...others, [author]: unsent };
    remember(name, Object.keys(now).length === 0 ? undefined : now);
    return JSON.stringify(all()) === JSON.stringify(now);
  }

  return {
    of,
    /** Keeps these changes besides those that are here; false where the device does not. */
    add(author: string, changes: Changes, seen: Ratings): boolean {
      const before = of(author)?.changes ?? {};
      if (keep(author, { changes: merged(before, changes), seen })) return true;
      // Better none of these than older ones, which would go out after the newer.
      keep(author, { changes: part(before, (player, criterion) => changes[player]?.[criterion] === undefined), seen });
      return false;
    },
    /** Forgets what is done, unless it was changed once more. */
    settle(author: string, done: Changes, seen: Ratings): void {
      const before = of(author);
      if (before) keep(author, { changes: without(before.changes, done), seen });
    },
  };
}
