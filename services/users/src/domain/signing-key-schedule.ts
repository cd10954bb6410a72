/** When a signing key works. The times decide who signs and who is still honoured. */
export interface ScheduledKey {
  kid: string;
  /** From here on it signs, until a later key does. Published before that, so that every verifier knows it in time. */
  signsFrom: Date;
}

export const ACCESS_TOKEN_SECONDS = 600;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Verifiers believe a fetched key set for ten minutes. */
const PUBLISHED_AHEAD_MS = 15 * MINUTE_MS;
/** Verifiers' clocks may lag behind ours. */
const CLOCK_TOLERANCE_MS = MINUTE_MS;
const ROTATE_AFTER_MS = 90 * DAY_MS;

/** The key that signs now: the newest whose time has come. */
export function signingKey<Key extends ScheduledKey>(keys: readonly Key[], now: Date): Key | undefined {
  return byAge(keys).findLast((key) => key.signsFrom <= now);
}

/** The keys that are needed still: each stays until the last token it signed has expired. */
export function honouredKeys<Key extends ScheduledKey>(keys: readonly Key[], now: Date): Key[] {
  const sorted = byAge(keys);
  return sorted.filter((_key, index) => {
    const successor = sorted[index + 1];
    if (!successor) return true;
    const lastTokenEnds = successor.signsFrom.getTime() + ACCESS_TOKEN_SECONDS * 1000 + CLOCK_TOLERANCE_MS;
    return lastTokenEnds > now.getTime();
  });
}

/** When a key must be added now, the time from which it will sign. */
export function nextKeySignsFrom(keys: readonly ScheduledKey[], now: Date): Date | undefined {
  const newest = byAge(keys).at(-1);
  if (!newest) return now;
  if (newest.signsFrom.getTime() + ROTATE_AFTER_MS > now.getTime()) return undefined;
  return new Date(now.getTime() + PUBLISHED_AHEAD_MS);
}

function byAge<Key extends ScheduledKey>(keys: readonly Key[]): Key[] {
  return keys.toSorted((a, b) => a.signsFrom.getTime() - b.signsFrom.getTime());
}
