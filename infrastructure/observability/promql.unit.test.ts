import { expect, it } from 'vitest';
import { metricsIn } from './promql.ts';

it.each([
  ['max by (queue) (besteam_queue_events{state="dead"}) > 0', ['besteam_queue_events']],
  ['sum by (le) (rate(a_bucket{le="0.5", b!="c"}[10m])) / sum(rate(a_count[10m])) < 0.99', ['a_bucket', 'a_count']],
  ['histogram_quantile(0.95, sum by (le, queue) (rate(lag_bucket[$__rate_interval]))) > 15', ['lag_bucket']],
  ['memory > 400e6 and deriv(memory[6h]) > 0', ['memory']],
])('finds the metrics of %s', (expression, metrics) => {
  expect(metricsIn(expression)).toEqual(metrics);
});
