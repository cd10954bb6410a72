import type { Match } from '@besteam/contracts/matches';
import { when } from '#lib/i18n/formats.ts';

/** When a match is, by the clock of the place where it is played; of one without a time, the day it was made. */
export const matchDay = ({
  startsAt,
  timeZone,
  createdAt,
}: Pick<Match, 'startsAt' | 'timeZone' | 'createdAt'>): string =>
  startsAt === undefined ? when(createdAt, false) : when(startsAt, true, timeZone);
