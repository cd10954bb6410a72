import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The colour of a token in one light; `light-dark(a, b)` gives both, a single colour is the same in both. */
function colour(token: string, light: 'light' | 'dark'): string {
  const declared = css.match(new RegExp(`--${token}: ([^;]+);`))?.[1] ?? '';
  const [day, night] = declared.match(/#[0-9a-f]{6}/g) ?? [];
  const found = light === 'light' ? day : (night ?? day);
  if (!found) throw new Error(`no colour in --${token}`);
  return found;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (bright + 0.05) / (dim + 0.05);
}

const text: [string, string][] = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['ink', 'surface-sunk'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['ink-soft', 'surface-sunk'],
  ['grass', 'ground'],
  ['grass', 'surface'],
  ['on-grass', 'grass'],
  ['on-grass', 'grass-pressed'],
  ['ink', 'grass-soft'],
  ['on-pitch', 'pitch'],
  ['on-pitch', 'pitch-mown'],
  ['on-card', 'card-yellow'],
  ['card-red', 'ground'],
  ['card-red', 'surface'],
  ['card-red', 'card-red-soft'],
  ['ink', 'card-red-soft'],
  ...[1, 2, 3, 4, 5, 6].map((bib): [string, string] => ['on-bib', `bib-${bib}`]),
];
const controls: [string, string][] = [
  ['edge', 'ground'],
  ['edge', 'surface'],
  ['grass', 'surface-sunk'],
  ['card-red', 'ground'],
  ...[1, 2, 3, 4, 5, 6].map((bib): [string, string] => [`bib-${bib}`, 'on-bib']),
];

describe.each(['light', 'dark'] as const)('the colours by %s', (light) => {
  it.each(text)('%s can be read on %s (4.5 : 1)', (front, back) => {
    expect(contrast(colour(front, light), colour(back, light))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(controls)('%s is told from %s (3 : 1)', (front, back) => {
    expect(contrast(colour(front, light), colour(back, light))).toBeGreaterThanOrEqual(3);
  });
});
