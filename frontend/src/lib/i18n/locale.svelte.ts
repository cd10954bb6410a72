import { getLocale, type Locale, locales, overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js';

let current = $state<Locale>('en');

/** The languages there are, in the order of the switch. */
export const languages = locales;

/** Reading this in a template makes the template follow the language. */
export function language(): Locale {
  return current;
}

/** Takes the reader's language and keeps every message, date and number in step with it. Call once, in the browser. */
export function startLanguage(): void {
  current = getLocale();
  overwriteGetLocale(() => current);
  show();
}

/** Switches the language and remembers the choice on this device. */
export function chooseLanguage(chosen: Locale): void {
  void setLocale(chosen, { reload: false });
  current = chosen;
  show();
}

function show(): void {
  document.documentElement.lang = current;
}
