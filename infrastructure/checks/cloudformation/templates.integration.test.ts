import { describe, expect, it } from 'vitest';
import type { Check } from '../check.ts';
import { type Fault, foundHere, foundIn } from '../planted.ts';
import { deliveryPermissions } from './delivery.ts';
import { templatePermissions } from './permissions.ts';
import { templatePolicies } from './policies.ts';
import { templateSchema } from './schema.ts';
import { nestedStacks } from './stacks.ts';
import { templateTables } from './tables.ts';

const FOLDER = 'infrastructure/cloudformation';
const data = (replace: string, by: string): Fault => ({ file: `${FOLDER}/data.yaml`, replace, by });
const main = (replace: string, by: string): Fault => ({ file: `${FOLDER}/main.yaml`, replace, by });
const inFile = (name: string, replace: string, by: string): Fault => ({ file: `${FOLDER}/${name}`, replace, by });

const faults: [name: string, check: Check, fault: Fault, words: RegExp][] = [
  [
    'a property that is none',
    templateSchema,
    data('StorageEncrypted:', 'StorageEncripted:'),
    /data\.yaml.*StorageEncripted/,
  ],
  ['a reference to nothing', templateSchema, data('!Ref DatabaseSubnets', '!Ref Subnetz'), /Subnetz/],
  ['a value that AWS refuses', templateSchema, data('PAY_PER_REQUEST', 'PAY_PER_MONTH'), /PAY_PER_MONTH|BillingMode/],
  [
    'a public database',
    templatePolicies,
    data('PubliclyAccessible: false', 'PubliclyAccessible: true'),
    /Database: must not be public/,
  ],
  [
    'a database in the clear',
    templatePolicies,
    data('StorageEncrypted: true', 'StorageEncrypted: false'),
    /Database: must be encrypted/,
  ],
  [
    'a database that goes with its stack',
    templatePolicies,
    data('DeletionPolicy: Snapshot', 'DeletionPolicy: Delete'),
    /must outlive/,
  ],
  [
    'a table without recovery',
    templatePolicies,
    data('PointInTimeRecoveryEnabled: true', 'PointInTimeRecoveryEnabled: false'),
    /PlayersTable: must be recoverable/,
  ],
  [
    'a bucket for everybody',
    templatePolicies,
    inFile('web.yaml', 'BlockPublicPolicy: true', 'BlockPublicPolicy: false'),
    /Bucket: must not be public/,
  ],
  [
    'a load balancer on the internet',
    templatePolicies,
    inFile('edge.yaml', 'Scheme: internal', 'Scheme: internet-facing'),
    /through CloudFront alone/,
  ],
  [
    'a door open to the world',
    templatePolicies,
    inFile('clients.yaml', 'SourceSecurityGroupId: !Ref LoadBalancer', 'CidrIp: 0.0.0.0/0'),
    /Pods: must not be open to the internet/,
  ],
  [
    'an administrator of everything',
    templatePolicies,
    inFile('delivery.yaml', 'Action: eks:DescribeCluster', "Action: '*'"),
    /Deployer: allows \*: name each action/,
  ],
  [
    'a right on everything',
    templatePolicies,
    inFile('publishing.yaml', 'Resource: !Ref BucketArn', "Resource: '*'"),
    /allows s3:ListBucket on everything/,
  ],
  [
    "AWS's policy for administrators",
    templatePolicies,
    inFile('cluster.yaml', 'policy/AmazonEKSClusterPolicy', 'policy/AdministratorAccess'),
    /wide policy.*AdministratorAccess/,
  ],
  [
    'an alarm on a metric that is not there',
    templatePolicies,
    inFile('observability.yaml', 'Name: CacheClusterId', 'Name: ReplicationGroupId'),
    /CacheEvicts: must look at what AWS publishes/,
  ],
  [
    'logs that tell the paths of requests',
    templatePolicies,
    inFile('requests.yaml', '- cs-method', '- cs-uri-stem'),
    /Delivery: must leave out paths/,
  ],
  [
    'logs that never end',
    templatePolicies,
    inFile('logs.yaml', 'NoncurrentVersionExpiration', 'NoncurrentVersionTransition'),
    /Bucket: must forget former versions/,
  ],
  [
    'an output that nobody reads',
    nestedStacks,
    main('  Domain: { Value: !Ref Domain }', '  Domains: { Value: !Ref Domain }'),
    /nobody reads the output Domains/,
  ],
  [
    'a parameter that a stack does not have',
    nestedStacks,
    main('MultiAz: !Ref', 'MultyAz: !Ref'),
    /data\.yaml has no parameter MultyAz/,
  ],
  [
    'a parameter that is not given',
    nestedStacks,
    main('        Firewall: !Ref Firewall\n', ''),
    /web\.yaml wants the parameter Firewall/,
  ],
  [
    'an output that is none',
    nestedStacks,
    main('Data.Outputs.DatabaseHost', 'Data.Outputs.DatabaseAddress'),
    /Data has no output DatabaseAddress/,
  ],
  [
    'stacks that wait for each other',
    nestedStacks,
    main('NatGateways: !Ref NatGateways', 'NatGateways: !GetAtt Cluster.Outputs.Cluster'),
    /Network waits for itself/,
  ],
  [
    'a template that nobody nests',
    nestedStacks,
    main('TemplateURL: mail.yaml', 'TemplateURL: publishing.yaml'),
    /mail\.yaml: is nested nowhere/,
  ],
  [
    'a size that forgets something',
    nestedStacks,
    inFile('parameters/small.json', '"BackupDays"', '"BackupDay"'),
    /small\.json: does not say BackupDays/,
  ],
  [
    'a script that reads what is not there',
    nestedStacks,
    { file: 'infrastructure/aws/cluster.sh', replace: '$(output BrokerHost)', by: '$(output BrokerAddress)' },
    /no stack has an output BrokerAddress/,
  ],
  [
    'an index that the service has not',
    templateTables,
    data('IndexName: byCode', 'IndexName: byCodes'),
    /players: GlobalSecondaryIndexes/,
  ],
  [
    'a key in another order',
    templateTables,
    data('{ AttributeName: createdKey, KeyType: RANGE }', '{ AttributeName: createdKey, KeyType: HASH }'),
    /matches: LocalSecondaryIndexes/,
  ],
  [
    'tombstones that stay',
    templateTables,
    data('AttributeName: expiresAt, Enabled: true', 'AttributeName: endsOn, Enabled: true'),
    /players: what has served its time/,
  ],
  [
    'a call that is not allowed',
    templatePermissions,
    inFile('identities.yaml', 'dynamodb:UpdateItem', 'dynamodb:DescribeTable'),
    /players may not dynamodb:UpdateItem/,
  ],
  [
    'a right that the pipeline does not use',
    deliveryPermissions,
    inFile('publishing.yaml', 'Action: s3:PutObject', 'Action: [s3:PutObject, s3:DeleteObject]'),
    /the pipeline never calls s3:DeleteObject/,
  ],
  [
    'a call of the pipeline that is not allowed',
    deliveryPermissions,
    { file: 'infrastructure/aws/publish.sh', replace: 'aws s3 sync', by: 'aws s3 rm' },
    /the pipeline may not what "aws s3 rm" needs/,
  ],
  [
    'a right that is not used',
    templatePermissions,
    inFile('identities.yaml', 'dynamodb:BatchWriteItem', 'dynamodb:BatchWriteItem, dynamodb:Scan'),
    /matches never calls dynamodb:Scan/,
  ],
];

describe('the CloudFormation templates', () => {
  it.each(
    [templateSchema, templatePolicies, nestedStacks, templateTables, templatePermissions, deliveryPermissions].map(
      (check) => [check.name, check],
    ),
  )('pass %s as they are', async (_name, check) => {
    expect(await foundHere(check as Check)).toEqual([]);
  });

  it.each(faults)('with %s do not', async (_name, check, fault, words) => {
    expect((await foundIn(check, partsOf(check, fault), fault)).join('\n')).toMatch(words);
  });
});

/** The validator is slow enough to be given the one template that matters. */
function partsOf(check: Check, fault: Fault): string[] {
  if (check === templateSchema) return [fault.file];
  const code = ['services/players/src', 'services/matches/src', 'packages/service-kit/src/dynamodb'];
  return [
    FOLDER,
    'infrastructure/aws.sh',
    'infrastructure/aws',
    '.github/workflows/release.yml',
    ...(check === templatePermissions ? code : []),
  ];
}
