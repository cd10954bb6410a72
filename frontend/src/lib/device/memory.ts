const prefix = 'besteam.';
/** Choices about the device itself, kept when somebody signs out. */
const kept = new Set(['theme']);
/** The account that all the rest is of; stays when its session ends by itself. */
const owner = 'whose';
/** Answers to who was here may still be on their way: they are not written down. */
let closed = false;

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
  if (closed) return;
  try {
    if (value === undefined) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // Private windows refuse storage: the app then simply remembers less.
  }
}

/** Remembers from now on for this account; what another one has left on this device is forgotten. */
export function rememberFor(account: string): void {
  const before = whose();
  closed = false;
  if (before === account) return;
  // First, so that other tabs see one account take the place of another, and not a sign-out.
  remember(owner, account);
  if (before !== undefined) forgetBut(new Set([...kept, owner]));
}

/** The account whose things this device remembers, also after its session has ended. */
export function whose(): string | undefined {
  // Written above.
  return recall(owner) as string | undefined;
}

/** Remembers nothing more in this tab, until somebody comes. */
export function stopRemembering(): void {
  closed = true;
}

/** Forgets everything about people. */
export function forgetEverything(): void {
  forgetBut(kept);
}

/** What another tab did with the memory: let go of who was here (signed out, or let somebody else in), or something else. */
export function letGo({ key, oldValue }: Pick<StorageEvent, 'key' | 'oldValue'>): boolean {
  return key === null || (key === prefix + owner && oldValue !== null);
}

function forgetBut(except: Set<string>): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix) && !except.has(key.slice(prefix.length))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was remembered.
  }
}
