/** A path of this app that an address names as the place to go on to; undefined for another site and for nothing. */
export function ownPath(wanted: string | null): string | undefined {
  // Browsers overlook tabs and line breaks: behind one, a second slash would still begin another site's name.
  return wanted !== null && /^\/(?![/\\\s])/.test(wanted) ? wanted : undefined;
}

/** Where to go on after signing in: only ever a path of this app, never another site. */
export const safeNext = (wanted: string | null): string => ownPath(wanted) ?? '/squads';
