import type { Match, MatchChange, NewMatch } from '@besteam/contracts/matches';

/** A plan as it is typed: `when` in the device's own time, as `datetime-local` has it; what is empty is not decided. */
export type PlanFields = { when: string; place: string; capacity: string; title: string };

type Planned = Pick<Match, 'startsAt' | 'place' | 'capacity' | 'title'>;

export const noPlan: PlanFields = { when: '', place: '', capacity: '', title: '' };

/** The fields to change a match's plan in. */
export function fieldsOf({ startsAt, place, capacity, title }: Planned): PlanFields {
  return {
    when: startsAt === undefined ? '' : localTime(new Date(startsAt)),
    place: place ?? '',
    capacity: capacity === undefined ? '' : String(capacity),
    title: title ?? '',
  };
}

/** Whether so many can fit: nothing said, or 2 to 100 as the contract has it. */
export const isCapacity = (text: string): boolean =>
  text.trim() === '' || (/^\d{1,3}$/.test(text.trim()) && Number(text) >= 2 && Number(text) <= 100);

/** The match these fields plan. */
export function planOf(fields: PlanFields): NewMatch {
  return Object.fromEntries(Object.entries(said(fields)).filter(([, value]) => value !== null));
}

/** What differs between two states of the fields: what was emptied is taken away, what is the same stays as it is. */
export function changeOf(before: PlanFields, after: PlanFields): MatchChange {
  const { startsAt, timeZone, ...rest } = said(after);
  const was: Record<string, unknown> = said(before);
  const changed = Object.entries(rest).filter(([field, value]) => value !== was[field]);
  // As it was typed: in the hour that a clock has twice a year, two moments look the same.
  return { ...Object.fromEntries(changed), ...(before.when !== after.when && { startsAt, timeZone }) };
}

function said({ when, place, capacity, title }: PlanFields) {
  const start = when === '' ? null : new Date(when);
  return {
    startsAt: start?.toISOString() ?? null,
    timeZone: start && Intl.DateTimeFormat().resolvedOptions().timeZone,
    place: place.trim() || null,
    capacity: capacity.trim() === '' ? null : Number(capacity),
    title: title.trim() || null,
  };
}

function localTime(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
