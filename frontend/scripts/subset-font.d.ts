declare module 'subset-font' {
  /** Cuts a font down to the letters of `text`; an axis given as a number is pinned. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { targetFormat: 'woff2'; variationAxes?: Record<string, number> },
  ): Promise<Uint8Array>;
}
