/** What Artillery writes, as far as it is read here. */
export interface Report {
  aggregate: Window;
  /** One for each ten seconds. */
  intermediate: Window[];
}
export interface Window {
  counters: Record<string, number>;
  rates: Record<string, number>;
  summaries: Record<string, { count: number; p50: number; p95: number; p99: number; max: number }>;
  firstMetricAt: number;
  lastMetricAt: number;
}

export interface Figures {
  /** A second. */
  requests: number;
  squads: number;
  p50: number;
  p95: number;
  p99: number;
  /** Evenings that failed, by whatever was wrong. */
  failed: number;
  errors: string[];
}

const BY_OPERATION = 'plugins.metrics-by-endpoint.response_time.';

/** Counts by the second, and milliseconds until an answer began. */
export function figuresOf({ counters, summaries, firstMetricAt, lastMetricAt }: Window): Figures {
  const seconds = Math.max(1, (lastMetricAt - firstMetricAt) / 1000);
  const { p50, p95, p99 } = summaries['http.response_time'] ?? { p50: 0, p95: 0, p99: 0 };
  return {
    requests: (counters['http.responses'] ?? 0) / seconds,
    squads: (counters['vusers.created'] ?? 0) / seconds,
    p50,
    p95,
    p99,
    failed: counters['vusers.failed'] ?? 0,
    errors: errorsOf(counters),
  };
}

/** A row for each operation, and one for the streams: name, how many, p50, p95, p99. */
export function operationsOf({ summaries }: Window): string[] {
  const rows = Object.entries(summaries).flatMap(([name, { count, p50, p95, p99 }]) => {
    const figures = [count, ...[p50, p95, p99].map(Math.round)].join(' | ');
    if (name.startsWith(BY_OPERATION)) return `| \`${name.slice(BY_OPERATION.length)}\` | ${figures} |`;
    return name === 'live.draw_heard' ? `| a draw sent → heard at each of 14 listeners | ${figures} |` : [];
  });
  return rows.toSorted();
}

/** Answers that were not expected, and what kept others from coming: each with its count. */
function errorsOf(counters: Record<string, number>): string[] {
  return Object.entries(counters)
    .filter(([name]) => name.startsWith('errors.') || /^http\.codes\.[45]/.test(name))
    .map(([name, count]) => `${count} × ${name.replace(/^errors\.|^http\.codes\./, '')}`);
}
