import { Gauge, type Registry } from 'prom-client';

export interface Reading {
  labels: Record<string, string>;
  value: number;
}

export interface CollectedGauge {
  name: string;
  help: string;
  labelNames: string[];
  registers: [Registry];
  /** Asked at every look at the metrics. */
  read(): Promise<Reading[]>;
}

/** Whoever looks at metrics does so while something is away, too, and must not wait for it. */
const READ_MS = 1000;

/** A gauge that is read when somebody looks. What cannot be read in time is absent: an old value would be believed. */
export function collectedGauge({ read, ...gauge }: CollectedGauge): void {
  new Gauge({
    ...gauge,
    async collect() {
      const readings = await withinASecond(read()).catch(() => []);
      this.reset();
      for (const { labels, value } of readings) this.set(labels, value);
    },
  });
}

async function withinASecond<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('too late')), READ_MS);
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer));
}
