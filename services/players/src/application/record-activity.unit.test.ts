import { expect, it } from 'vitest';
import { aSquad } from '../../test/squad-builder.ts';
import { NO_ACTIVITY } from '../domain/activity.ts';
import { recordMatch, recordRating } from './record-activity.ts';

const AT = '2026-11-26T20:30:00.000Z';

function squadThat(isThere: boolean) {
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
      read: async () => (isThere ? squad : undefined),
      readNow: async () => (isThere ? squad : undefined),
      forget: async () => undefined,
    },
  };
}

it('keeps what happened in a squad', async () => {
  const here = squadThat(true);
  await recordRating(here)({ squadId: 'squad', raters: 1, version: 1, at: AT });
  await recordMatch(here)({ squadId: 'squad', status: 'drawn', at: AT });
  expect(here.log).toEqual(['rated', 'match']);
});

it('keeps nothing of a squad that is not there', async () => {
  const gone = squadThat(false);
  await recordRating(gone)({ squadId: 'squad', raters: 1, version: 1, at: AT });
  await recordMatch(gone)({ squadId: 'squad', status: 'drawn', at: AT });
  expect(gone.log).toEqual([]);
});
