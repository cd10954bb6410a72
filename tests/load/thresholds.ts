/** A friend who waits longer than this notices: the bar for what is seen of another's ballot, too. */
export const LATE_MS = 250;

/** What every soak keeps, at half the load that the target holds: milliseconds by Artillery's names. No evening may fail. */
export const SOAK_LIMITS: Record<string, number> = {
  'http.response_time.p95': 150,
  'http.response_time.p99': 400,
  'live.draw_heard.p95': LATE_MS,
};
