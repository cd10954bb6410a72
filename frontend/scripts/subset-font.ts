import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
// @ts-expect-error: the package ships no types
import subsetFont from 'subset-font';

/**
 * Writes the display face the app ships: one weight, the letters of western European languages, woff2.
 * Names with other letters fall back to the system's own condensed face.
 */
const asciiPrintable = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const accented = 'ÁÉÍÓÚÜÑÇÀÈÌÒÙÂÊÎÔÛÄËÏÖÃÕáéíóúüñçàèìòùâêîôûäëïöãõ';
const signs = '¡¿·–—…‘’“”×→−±ªº';

const source = createRequire(import.meta.url).resolve(
  '@fontsource-variable/sofia-sans-extra-condensed/files/sofia-sans-extra-condensed-latin-wght-normal.woff2',
);
const subset = await subsetFont(await readFile(source), asciiPrintable + accented + signs, {
  targetFormat: 'woff2',
  variationAxes: { wght: 800 },
  keepFeatures: ['kern', 'tnum'],
  noHinting: true,
});
await writeFile(new URL('../src/lib/design/display.woff2', import.meta.url), subset);
process.stdout.write(`display.woff2: ${subset.length} bytes\n`);
