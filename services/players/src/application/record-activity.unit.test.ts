import { expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import { NO_ACTIVITY } from '../domain/activity.ts';
import { recordMatch, recordRating } from './record-activity.ts';

const AT = '2026-11-26T20:30:00.000Z';

/** A squad that is remembered though it may have been deleted since. */
function remembered(deleted: boolean) {
  const log: string[] = [];
  const squad = { squad: aSquad(), activity: NO_ACTIVITY };
  return {
    log,
    activity: {
      of: async () => NO_ACTIVITY,
      rated: async () => void log.push('rated'),
      matchChanged: async () => void log.push('match'),
      forget: async () => void log.push('forgotten'),
    },
    recentSquads: {
      read: async () => squad,
      readNow: async () => (deleted ? undefined : squad),
      forget: async () => undefined,
    },
  };
}

it('keeps what happened in a squad', async () => {
  const here = remembered(false);
  await recordRating(here)({ squadId: 'squad', raters: 1, version: 1, at: AT });
  await recordMatch(here)({ squadId: 'squad', status: 'drawn', at: AT });
  expect(here.log).toEqual(['rated', 'match']);
});

it('keeps nothing of a squad that was deleted a moment ago', async () => {
  const gone = remembered(true);
  await recordRating(gone)({ squadId: 'squad', raters: 1, version: 1, at: AT });
  await recordMatch(gone)({ squadId: 'squad', status: 'drawn', at: AT });
  expect(gone.log).toEqual(['rated', 'forgotten', 'match', 'forgotten']);
});
