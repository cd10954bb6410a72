/**
 * How many of so many random cases a test looks at: all, or the share of them that TEST_SHARE allows (mutation tests run
 * everything thousands of times), but never less than `least`.
 */
export function share(cases: number, least = 1): number {
  return Math.max(least, Math.round(cases * Number(process.env['TEST_SHARE'] ?? 1)));
}
