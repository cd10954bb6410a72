import { expect, it, vi } from 'vitest';
import { matchDay } from './match-day.ts';

const createdAt = '2026-11-20T09:00:00Z';
const startsAt = '2026-11-26T20:30:00Z';
const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const hourIn = (timeZone: string) =>
  new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(startsAt));

it('tells the hour of the place where it is played, and names its zone to whoever is in another', () => {
  vi.stubGlobal('navigator', { languages: ['en-US'] });
  const [far, near] = own === 'Asia/Tokyo' ? ['Europe/Madrid', own] : ['Asia/Tokyo', own];
  const told = matchDay({ startsAt, timeZone: far, createdAt });
  expect(told).toContain(hourIn(far));
  expect(told).toMatch(/GMT|[A-Z]{3,4}$/);
  expect(matchDay({ startsAt, timeZone: near, createdAt })).toBe(matchDay({ startsAt, createdAt }));
  vi.unstubAllGlobals();
});

it('names no zone whose clocks go like those of the reader', () => {
  const twin = own === 'UTC' ? 'Africa/Abidjan' : own;
  expect(matchDay({ startsAt, timeZone: twin, createdAt })).toBe(matchDay({ startsAt, createdAt }));
});

it('goes by the clock of the reader where the browser does not know the zone', () => {
  expect(matchDay({ startsAt, timeZone: 'Mars/Olympus', createdAt })).toBe(matchDay({ startsAt, createdAt }));
});

it('is the day on which it was made, without an hour, where none was planned', () => {
  expect(matchDay({ createdAt })).not.toMatch(/\d\d:\d\d/);
});
