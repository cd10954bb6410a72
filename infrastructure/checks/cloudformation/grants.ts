import { everything, isObject, type Json, listAt, textAt } from '../json.ts';
import type { Resource } from './templates.ts';

export interface Statement {
  effect: string;
  actions: string[];
  resources: unknown[];
}

/** Every statement of the policies that a resource gives somebody; whom it trusts is no grant. */
export function statementsOf({ type, properties }: Resource): Statement[] {
  if (!type.startsWith('AWS::IAM::')) return [];
  const policies = [...everything(properties)].filter(({ path }) => path.at(-1) === 'PolicyDocument');
  return policies.flatMap(({ value }) => listAt(value, 'Statement').filter(isObject).map(statement));
}

function statement(body: Json): Statement {
  const strings = (value: unknown) => [value].flat().filter((one): one is string => typeof one === 'string');
  return { effect: textAt(body, 'Effect'), actions: strings(body['Action']), resources: [body['Resource']].flat() };
}

/** Managed policies are AWS's and wide, except those that EKS, RDS and functions in a network demand for themselves. */
const DEMANDED =
  /\/(service-role\/(AmazonRDSEnhancedMonitoringRole|AWSLambdaVPCAccessExecutionRole)|AmazonEKS(Cluster|Compute|BlockStorage|LoadBalancing|Networking)Policy|AmazonEKSWorkerNodeMinimalPolicy|AmazonEC2ContainerRegistryPullOnly)$/;

export function grantsTooMuch(resource: Resource): string[] {
  const statements = statementsOf(resource).filter(({ effect }) => effect === 'Allow');
  const managed = listAt(resource.properties, 'ManagedPolicyArns').map((policy) =>
    JSON.stringify(policy).replace(/"}?$/, ''),
  );
  const users = resource.type === 'AWS::IAM::User' && 'LoginProfile' in resource.properties;
  return [
    ...statements
      .flatMap(({ actions }) => actions.filter((action) => action.includes('*')))
      .map((action) => `allows ${action}: name each action`),
    ...statements
      .filter(({ resources }) => resources.includes('*'))
      .map(({ actions }) => `allows ${actions.join(', ')} on everything`),
    ...managed.filter((policy) => !DEMANDED.test(policy)).map((policy) => `takes AWS's wide policy ${policy}`),
    ...(users ? ['lets a person in with a password'] : []),
  ];
}
