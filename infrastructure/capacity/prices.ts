/**
 * US dollars, on demand, us-east-1 (Ireland takes about a tenth more), entered on 2026-11-23 after AWS's pricing pages
 * (https://aws.amazon.com/<service>/pricing) as far as they were known then, rounded. They change: read them anew before
 * a decision hangs on them.
 */
export const PRICES_OF = '2026-11-23';

export const HOURS = 730;

export const PRICES = {
  readUnitsMillion: 0.125,
  writeUnitsMillion: 0.625,
  tableGigabyte: 0.25,
  tableBackupGigabyte: 0.2,
  clusterHour: 0.1,
  /** m7g.large is 0.0816 for two, and Auto Mode an eighth on top. */
  processorHour: (0.0816 / 2) * 1.12,
  databaseGigabyte: 0.23,
  loadBalancerHour: 0.0225,
  loadBalancerUnitHour: 0.008,
  natHour: 0.045,
  /** Of an interface endpoint in one zone. */
  endpointHour: 0.01,
  transferGigabyte: 0.085,
  edgeRequestsMillion: 1,
  firewallMonth: 10,
  firewallRequestsMillion: 0.6,
  logsGigabyte: 0.5,
  /** Keys, secrets, alarms, dashboard, flow logs. */
  sundries: 40,
  functionRequestsMillion: 0.2,
  functionGigabyteSecond: 0.0000133334,
  gatewayRequestsMillion: 1,
};

export interface Size {
  name: string;
  /** What it carries in a second: taken for the model, not measured on AWS. */
  carries: number;
  hour: number;
}

/** PostgreSQL, in two zones from the second size on; transactions. */
export const DATABASES: Size[] = [
  { name: 'db.t4g.micro', carries: 50, hour: 0.016 },
  { name: '2 × db.t4g.medium', carries: 400, hour: 0.129 },
  { name: '2 × db.r8g.xlarge', carries: 4000, hour: 0.956 },
];

/** RabbitMQ with quorum queues; messages delivered. */
export const BROKERS: Size[] = [
  { name: 'mq.m7g.medium', carries: 500, hour: 0.144 },
  { name: '3 × mq.m7g.medium', carries: 3000, hour: 0.432 },
  { name: '3 × mq.m7g.large', carries: 15_000, hour: 0.864 },
];

/** Valkey; requests. */
export const CACHES: Size[] = [
  { name: 'cache.t4g.micro', carries: 100, hour: 0.0128 },
  { name: '2 × cache.t4g.small', carries: 5000, hour: 0.0512 },
  { name: '3 × cache.r7g.large', carries: 100_000, hour: 0.5256 },
];
