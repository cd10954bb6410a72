import type { Check } from '../check.ts';
import { isObject, type Json, listAt, objectAt, valueAt } from '../json.ts';
import { looksAtWhatIsPublished } from './alarms.ts';
import { grantsTooMuch } from './grants.ts';
import { type Resource, resourcesOf, templates } from './templates.ts';

const KEPT = ['Snapshot', 'Retain'];

/** By type of resource: what must be so, and how it is said when it is not. */
const PROMISES: Record<string, { must: string; holds: (properties: Json, resource: Resource) => boolean }[]> = {
  'AWS::RDS::DBInstance': [
    { must: 'not be public', holds: (database) => database['PubliclyAccessible'] === false },
    { must: 'be encrypted by our key', holds: (one) => one['StorageEncrypted'] === true && 'KmsKeyId' in one },
    { must: 'be protected from deletion', holds: (database) => database['DeletionProtection'] === true },
    { must: 'outlive its stack', holds: (_, { body }) => KEPT.includes(String(body['DeletionPolicy'])) },
    { must: 'have backups', holds: (one) => 'BackupRetentionPeriod' in one && one['BackupRetentionPeriod'] !== 0 },
    { must: 'leave its password to Secrets Manager', holds: (one) => one['ManageMasterUserPassword'] === true },
  ],
  'AWS::DynamoDB::Table': [
    { must: 'be encrypted by our key', holds: (table) => 'KMSMasterKeyId' in objectAt(table, 'SSESpecification') },
    { must: 'be protected from deletion', holds: (table) => table['DeletionProtectionEnabled'] === true },
    { must: 'outlive its stack', holds: (_, { body }) => body['DeletionPolicy'] === 'Retain' },
    {
      must: 'be recoverable to any moment',
      holds: (one) => valueAt(one, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true,
    },
  ],
  'AWS::ElastiCache::ReplicationGroup': [
    { must: 'be spoken to over TLS', holds: (cache) => cache['TransitEncryptionEnabled'] === true },
    { must: 'be encrypted', holds: (cache) => cache['AtRestEncryptionEnabled'] === true },
    { must: 'ask for its token', holds: (cache) => 'AuthToken' in cache },
  ],
  'AWS::AmazonMQ::Broker': [
    { must: 'not be public', holds: (broker) => broker['PubliclyAccessible'] === false },
    { must: 'be encrypted by our key', holds: (broker) => 'KmsKeyId' in objectAt(broker, 'EncryptionOptions') },
  ],
  'AWS::S3::Bucket': [
    {
      must: 'not be public',
      holds: (bucket) => {
        const block = Object.values(objectAt(bucket, 'PublicAccessBlockConfiguration'));
        return block.length === 4 && block.every((value) => value === true);
      },
    },
    { must: 'be encrypted', holds: (bucket) => 'BucketEncryption' in bucket },
    {
      must: 'keep former versions',
      holds: (bucket) => valueAt(bucket, 'VersioningConfiguration', 'Status') === 'Enabled',
    },
    {
      must: 'forget former versions',
      holds: (bucket) => JSON.stringify(bucket['LifecycleConfiguration'] ?? {}).includes('NoncurrentVersionExpiration'),
    },
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    { must: 'be reachable through CloudFront alone', holds: (balancer) => balancer['Scheme'] === 'internal' },
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    { must: 'be encrypted', holds: (listener) => listener['Protocol'] === 'HTTPS' },
  ],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [
    {
      must: 'be encrypted',
      holds: (group) => group['Protocol'] === 'HTTPS' && group['HealthCheckProtocol'] === 'HTTPS',
    },
  ],
  'AWS::EC2::SecurityGroup': [
    {
      must: 'not be open to the internet',
      holds: (group) => !listAt(group, 'SecurityGroupIngress').filter(isObject).some(isOpen),
    },
    { must: 'say what may go out', holds: (group) => listAt(group, 'SecurityGroupEgress').length > 0 },
  ],
  'AWS::EC2::SecurityGroupIngress': [{ must: 'not be open to the internet', holds: (rule) => !isOpen(rule) }],
  'AWS::EC2::Subnet': [
    { must: 'give nobody a public address', holds: (subnet) => subnet['MapPublicIpOnLaunch'] !== true },
  ],
  'AWS::EKS::Cluster': [
    { must: 'encrypt its secrets', holds: (cluster) => listAt(cluster, 'EncryptionConfig').length > 0 },
    { must: 'log who did what', holds: (cluster) => JSON.stringify(cluster['Logging'] ?? {}).includes('"audit"') },
  ],
  'AWS::Logs::LogGroup': [
    { must: 'be encrypted', holds: (group) => 'KmsKeyId' in group },
    { must: 'end some day', holds: (group) => 'RetentionInDays' in group },
  ],
  'AWS::SecretsManager::Secret': [
    { must: 'be encrypted by our key', holds: (secret) => 'KmsKeyId' in secret },
    { must: 'not be written down', holds: (secret) => !('SecretString' in secret) },
  ],
  'AWS::SNS::Topic': [{ must: 'be encrypted', holds: (topic) => 'KmsMasterKeyId' in topic }],
  'AWS::KMS::Key': [{ must: 'be rotated', holds: (key) => key['EnableKeyRotation'] === true }],
  'AWS::CloudWatch::Alarm': [
    { must: 'look at what AWS publishes', holds: looksAtWhatIsPublished },
    { must: 'tell somebody', holds: (alarm) => listAt(alarm, 'AlarmActions').length > 0 },
  ],
  'AWS::Logs::Delivery': [
    {
      must: 'leave out paths, queries and cookies',
      holds: (delivery) => {
        const fields = listAt(delivery, 'RecordFields').map(String);
        return fields.length > 0 && !fields.some((field) => /uri|cookie|referer/i.test(field));
      },
    },
  ],
  'AWS::CloudFront::Distribution': [
    {
      must: 'speak TLS 1.2 at least',
      holds: (one) =>
        valueAt(one, 'DistributionConfig', 'ViewerCertificate', 'MinimumProtocolVersion') === 'TLSv1.2_2021',
    },
    { must: 'have a firewall', holds: (one) => 'WebACLId' in objectAt(one, 'DistributionConfig') },
  ],
};

function isOpen(rule: Json): boolean {
  return rule['CidrIp'] === '0.0.0.0/0' || rule['CidrIpv6'] === '::/0';
}

/** Nothing public but CloudFront, everything encrypted and kept, nobody allowed more than is needed. */
export const templatePolicies: Check = {
  name: 'template policies',
  async run(root) {
    return (await templates(root)).flatMap((template) =>
      resourcesOf(template).flatMap((resource) =>
        [
          ...(PROMISES[resource.type] ?? [])
            .filter(({ holds }) => !holds(resource.properties, resource))
            .map(({ must }) => `must ${must}`),
          ...grantsTooMuch(resource),
        ].map((message) => ({ file: `${template.file}: ${resource.type} ${resource.id}`, message })),
      ),
    );
  },
};
