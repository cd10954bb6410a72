/** As it is kept: without white space around it or runs of it inside. */
export function tidyName(name: string): string {
  return name.trim().replace(/\s+/gu, ' ');
}

/** What two names have in common when a person would read them as the same: case and accents do not count. */
export function nameKey(name: string): string {
  return tidyName(name).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
