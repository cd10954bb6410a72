const prefix = 'besteam.';
/** Choices about the device itself, kept when somebody signs out. */
const kept = new Set(['theme']);

/** What this device remembers under a name; undefined where nothing or where storage is not allowed. */
export function recall(name: string): unknown {
  try {
    const stored = localStorage.getItem(prefix + name);
    return stored === null ? undefined : JSON.parse(stored);
  } catch {
    return undefined;
  }
}

/** Remembers a value on this device, or forgets it when undefined. A full or forbidden storage is no error. */
export function remember(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Private windows refuse storage: the app then simply remembers less.
  }
}

/** Forgets everything about people. */
export function forgetEverything(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && !kept.has(key.slice(prefix.length))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was remembered.
  }
}
