import { everything, isObject, type Json, listAt, textAt } from '../json.ts';

const TABLES = [['TableName'], ['GlobalSecondaryIndexName', 'TableName']];

/**
 * By which dimensions AWS publishes what our alarms look at, by namespace or by metric. An alarm on any others finds no data,
 * and stays quiet whatever happens.
 */
const PUBLISHED: Record<string, string[][]> = {
  'AWS/RDS': [['DBInstanceIdentifier']],
  'AWS/DynamoDB ReadThrottleEvents': TABLES,
  'AWS/DynamoDB WriteThrottleEvents': TABLES,
  'AWS/DynamoDB ThrottledRequests': [['Operation', 'TableName']],
  'AWS/ApplicationELB': [['LoadBalancer'], ['LoadBalancer', 'TargetGroup']],
  'AWS/AmazonMQ': [['Broker'], ['Broker', 'Queue', 'VirtualHost']],
  'AWS/ElastiCache': [['CacheClusterId'], ['CacheClusterId', 'CacheNodeId']],
};

/** Whether every metric of an alarm is one that AWS publishes by just these dimensions. */
export function looksAtWhatIsPublished(alarm: Json): boolean {
  const metrics = [...everything(alarm)].flatMap(({ value }) =>
    isObject(value) && 'MetricName' in value ? [value] : [],
  );
  return (
    metrics.length > 0 &&
    metrics.every((metric) => {
      const namespace = textAt(metric, 'Namespace');
      const published = PUBLISHED[`${namespace} ${textAt(metric, 'MetricName')}`] ?? PUBLISHED[namespace] ?? [];
      const names = listAt(metric, 'Dimensions').map((dimension) => textAt(dimension, 'Name'));
      return published.some((dimensions) => dimensions.join() === names.toSorted().join());
    })
  );
}
