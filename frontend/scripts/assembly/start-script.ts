import { minifySync } from 'vite';

/** The start script (boot/boot.js) as it stands in every page: without the words that are for us. */
export const inPage = (source: string): string => minifySync('boot.js', source).code.trimEnd();
