import { language } from './locale.svelte.ts';

/** The reader's own variety of the language where the browser names one: 24 hours in Britain, a.m. and p.m. in America. */
function variety(): string {
  return navigator.languages.find((tag) => tag.startsWith(language())) ?? language();
}

/** A format is dear to make and lists show dozens of numbers: one for each variety. */
function perVariety<T>(make: (variety: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const wanted = variety();
    const format = made.get(wanted) ?? make(wanted);
    made.set(wanted, format);
    return format;
  };
}

const decimals = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
const day: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

const figures = perVariety((tag) => new Intl.NumberFormat(tag, decimals(2)));
const grades = perVariety((tag) => new Intl.NumberFormat(tag, decimals(1)));
const amounts = perVariety((tag) => new Intl.NumberFormat(tag));
const millions = perVariety((tag) => new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 2 }));
const days = perVariety((tag) => new Intl.DateTimeFormat(tag, day));
const moments = perVariety((tag) => new Intl.DateTimeFormat(tag, { ...day, ...time }));
const years = perVariety((tag) => new Intl.DateTimeFormat(tag, { ...day, year: 'numeric' }));
const yearMoments = perVariety((tag) => new Intl.DateTimeFormat(tag, { ...day, year: 'numeric', ...time }));
const clocks = perVariety((tag) => new Intl.DateTimeFormat(tag, time));
const lists = perVariety((tag) => new Intl.ListFormat(tag, { type: 'conjunction' }));

/** The first format of dates has the browser read up on the reader's calendar, which is dear: better while nobody waits. */
export const warmUp = (): unknown => moments();

/** A level or a gap: always two decimals, in the reader's notation. */
export const figure = (value: number): string => figures().format(value);

/** A level as people see it, or a rating: one decimal. */
export const grade = (value: number): string => grades().format(value);

/** How many: grouped, and rounded to something sayable from a million on. */
export const amount = (value: number): string => (value >= 1_000_000 ? millions : amounts)().format(value);

/**
 * "Thu 26 Nov, 20:30", or without the hour; with the year when it is not this one. With a zone (IANA name), by the clocks
 * there, and where they go otherwise than the reader's, that is said: "Thu 26 Nov, 20:30 CET".
 */
export function when(moment: string, withTime = true, timeZone?: string): string {
  const at = new Date(moment);
  const [whole, short] = at.getFullYear() === new Date().getFullYear() ? [moments, days] : [yearMoments, years];
  const format = (withTime ? whole : short)();
  const here = format.format(at);
  if (timeZone === undefined || timeZone === format.resolvedOptions().timeZone) return here;
  try {
    const shown = { ...day, ...(whole === yearMoments && { year: 'numeric' as const }), ...time, timeZone };
    const there = new Intl.DateTimeFormat(variety(), shown).format(at);
    return there === here ? here : new Intl.DateTimeFormat(variety(), { ...shown, timeZoneName: 'short' }).format(at);
  } catch {
    // A zone that this browser does not know yet.
    return here;
  }
}

/** "20:30". */
export const clock = (moment: string): string => clocks().format(new Date(moment));

/** "Ana, Luis and Eva". */
export const listed = (names: string[]): string => lists().format(names);
