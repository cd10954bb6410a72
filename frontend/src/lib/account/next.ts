/** Where to go on after signing in: only ever a path of this app, never another site. */
export function safeNext(wanted: string | null): string {
  return wanted !== null && /^\/(?![/\\])/.test(wanted) ? wanted : '/squads';
}
