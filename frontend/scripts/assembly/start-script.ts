/** The start script (boot/boot.js) as it stands in every page: without the words that are for us. */
export function inPage(source: string): string {
  return source
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s+/gm, '')
    .trimEnd();
}
