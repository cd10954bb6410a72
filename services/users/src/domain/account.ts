/** A person as Besteam knows them: registered (e-mail and password) or a guest (neither). */
export interface Account {
  id: string;
  kind: 'guest' | 'registered';
  displayName: string;
  /** Registered accounts only, as it was typed; unique regardless of case. */
  email: string | null;
  /** Registered accounts only: argon2id in PHC format. */
  passwordHash: string | null;
  /** Grows with every change that others hear of. */
  version: number;
}

export interface Registration {
  email: string;
  passwordHash: string;
  displayName: string;
}

export function newGuest(id: string, displayName: string): Account {
  return { id, kind: 'guest', displayName, email: null, passwordHash: null, version: 1 };
}

export function newRegistered(id: string, registration: Registration): Account {
  return { id, kind: 'registered', ...registration, version: 1 };
}

/** The guest becomes a registered account and keeps the id, so that claims and ballots stay theirs. */
export function upgraded(guest: Account, registration: Registration): Account {
  return { ...guest, kind: 'registered', ...registration, version: guest.version + 1 };
}

export function renamed(account: Account, displayName: string): Account {
  if (account.displayName === displayName) return account;
  return { ...account, displayName, version: account.version + 1 };
}

/** Nobody else hears of an e-mail address, so the version stays. */
export function withEmail(account: Account, email: string): Account {
  return { ...account, email };
}

/** Nobody else hears of a password, so the version stays. */
export function withPassword(account: Account, passwordHash: string): Account {
  return { ...account, passwordHash };
}
