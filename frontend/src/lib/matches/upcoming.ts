import type { Match } from '@besteam/contracts/matches';

/** So long after its start a match is still today's: late, or being played. */
const lingersMs = 6 * 60 * 60 * 1000;

/** The matches that are planned and not over, the soonest first; those without a day come last, the latest planned first. `now` in ms. */
export function upcoming<M extends Pick<Match, 'status' | 'startsAt' | 'createdAt'>>(
  matches: M[],
  now = Date.now(),
): M[] {
  const starts = ({ startsAt }: M) => (startsAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(startsAt));
  return matches
    .filter((match) => match.status === 'planned' && starts(match) + lingersMs > now)
    .toSorted((one, other) =>
      starts(one) === starts(other)
        ? Date.parse(other.createdAt) - Date.parse(one.createdAt)
        : starts(one) < starts(other)
          ? -1
          : 1,
    );
}
