export type Theme = 'auto' | 'light' | 'dark';

const key = 'besteam.theme';
let current = $state<Theme>('auto');

/** The chosen light; `auto` follows the device. */
export function theme(): Theme {
  return current;
}

/** Reads the choice that the start script has already applied. */
export function startTheme(): void {
  const applied = document.documentElement.dataset['theme'];
  current = applied === 'light' || applied === 'dark' ? applied : 'auto';
}

/** Applies and remembers a choice. Stored as a bare word because the start script reads it before anything else runs. */
export function chooseTheme(chosen: Theme): void {
  current = chosen;
  if (chosen === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
  try {
    if (chosen === 'auto') localStorage.removeItem(key);
    else localStorage.setItem(key, chosen);
  } catch {
    // The choice then lasts as long as the page.
  }
}
