import { language } from './locale.svelte.ts';

/** The reader's own variety of the language where the browser names one: 24 hours in Britain, a.m. and p.m. in America. */
function variety(): string {
  return navigator.languages.find((tag) => tag.startsWith(language())) ?? language();
}

/** A level or a gap: always two decimals, in the reader's notation. */
export function figure(value: number): string {
  return new Intl.NumberFormat(variety(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value);
}

/** A level as people see it, or a rating: one decimal. */
export function grade(value: number): string {
  return new Intl.NumberFormat(variety(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);
}

/** How many: grouped, and rounded to something sayable from a million on. */
export function amount(value: number): string {
  const large = value >= 1_000_000;
  const options: Intl.NumberFormatOptions = large ? { notation: 'compact', maximumSignificantDigits: 2 } : {};
  return new Intl.NumberFormat(variety(), options).format(value);
}

/** "Thu 26 Nov, 20:30", or without the hour. */
export function when(moment: string, withTime = true): string {
  const time: Intl.DateTimeFormatOptions = withTime ? { hour: '2-digit', minute: '2-digit' } : {};
  const day: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(variety(), { ...day, ...time }).format(new Date(moment));
}

/** "20:30". */
export function clock(moment: string): string {
  return new Intl.DateTimeFormat(variety(), { hour: '2-digit', minute: '2-digit' }).format(new Date(moment));
}

/** "Ana, Luis and Eva". */
export function listed(names: string[]): string {
  return new Intl.ListFormat(variety(), { type: 'conjunction' }).format(names);
}
