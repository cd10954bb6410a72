import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
// @ts-expect-error: the package ships no types
import subsetFont from 'subset-font';

/**
 * Writes the display face the app ships: one weight, woff2, in two files by how often letters are met, so that the first
 * screen needs the small one alone. Names with other letters fall back to the system's own condensed face.
 */
const alphabet = Array.from({ length: 26 }, (_, index) => String.fromCharCode(0x41 + index)).join('');
const often = `${alphabet}${alphabet.toLowerCase()}0123456789 .,:;!?'()/+-·–’…¡¿ÁÉÍÓÚÑáéíóúüñ`;
const ascii = Array.from({ length: 0x7f - 0x20 }, (_, index) => String.fromCharCode(0x20 + index)).join('');
const accented = 'ÜÇÀÈÌÒÙÂÊÎÔÛÄËÏÖÃÕçàèìòùâêîôûäëïöãõ';
const signs = '—‘“”×→−±ªº';
const seldom = [...`${ascii}${accented}${signs}`].filter((letter) => !often.includes(letter)).join('');

const source = await readFile(
  createRequire(import.meta.url).resolve(
    '@fontsource-variable/sofia-sans-extra-condensed/files/sofia-sans-extra-condensed-latin-wght-normal.woff2',
  ),
);
for (const [name, letters] of Object.entries({ display: often, 'display-more': seldom })) {
  const subset = await subsetFont(source, letters, {
    targetFormat: 'woff2',
    variationAxes: { wght: 800 },
    // Without kerning, which in a face this narrow is hardly seen and was a quarter of it.
    keepFeatures: ['tnum'],
    noHinting: true,
  });
  await writeFile(new URL(`../src/lib/design/${name}.woff2`, import.meta.url), subset);
  const points = [...letters].map((letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase()}`);
  process.stdout.write(
    `${name}.woff2: ${subset.length} bytes; its unicode-range in tokens.css:\n${points.join(', ')}\n`,
  );
}
