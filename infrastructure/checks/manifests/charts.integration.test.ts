import { describe, expect, it } from 'vitest';
import type { Check } from '../check.ts';
import { type Fault, foundHere, foundIn } from '../planted.ts';
import { deployerRights } from './deployers.ts';
import { manifestFields } from './fields.ts';
import { helmLint } from './lint.ts';
import { networkPolicies } from './network.ts';
import { podSecurity } from './pod-security.ts';
import { probesAndLimits } from './probes-and-limits.ts';
import { serviceSettings } from './settings.ts';

const HELM = 'infrastructure/helm';
const DEPLOYMENT = `${HELM}/service/templates/deployment.yaml`;
const SECURITY = `${HELM}/parts/templates/_security.tpl`;

const faults: [name: string, check: Check, fault: Fault, words: RegExp][] = [
  [
    'a wrong key in a values file',
    helmLint,
    { file: `${HELM}/values/pro/players.yaml`, replace: 'replicas:', by: 'replica:' },
    /values\/pro\/players\.yaml.*replica/,
  ],
  [
    'a value of the wrong kind',
    helmLint,
    { file: `${HELM}/values/pre/users.yaml`, replace: 'migrate: true', by: 'migrate: yes please' },
    /values\/pre\/users\.yaml.*migrate/,
  ],
  [
    'an unknown field in a template',
    manifestFields,
    { file: DEPLOYMENT, replace: 'enableServiceLinks', by: 'enableServiceLink' },
    /Deployment users: \.spec\.template\.spec\.enableServiceLink is no field of V1PodSpec/,
  ],
  [
    'a value of another type',
    manifestFields,
    { file: DEPLOYMENT, replace: 'terminationGracePeriodSeconds: 30', by: "terminationGracePeriodSeconds: '30'" },
    /terminationGracePeriodSeconds must be number/,
  ],
  [
    'a field that is missing',
    manifestFields,
    { file: `${HELM}/service/templates/scaling.yaml`, replace: '  maxReplicas:', by: '  minReadySeconds: 3 #' },
    /HorizontalPodAutoscaler users.*maxReplicas/,
  ],
  [
    'a template that cannot be rendered',
    manifestFields,
    { file: DEPLOYMENT, replace: 'include "service.volumes"', by: 'include "service.volume"' },
    /service\.volume/,
  ],
  [
    'a user who is root',
    podSecurity,
    { file: SECURITY, replace: 'runAsNonRoot: true\nrunAsUser: {{ . }}', by: 'runAsUser: 0' },
    /StatefulSet redis: may run as root/,
  ],
  [
    'capabilities that are kept',
    podSecurity,
    { file: SECURITY, replace: 'drop: [ALL]', by: 'drop: [NET_RAW]' },
    /Job users-migration: container migration keeps capabilities/,
  ],
  [
    'a root file system that is written',
    podSecurity,
    { file: SECURITY, replace: 'readOnlyRootFilesystem: true', by: 'readOnlyRootFilesystem: false' },
    /Deployment frontend: container frontend writes its root file system/,
  ],
  [
    "a token of the cluster's API",
    podSecurity,
    { file: DEPLOYMENT, replace: 'automountServiceAccountToken: false', by: 'automountServiceAccountToken: true' },
    /Deployment matches: mounts a token/,
  ],
  [
    'a policy that chooses other pods',
    networkPolicies,
    {
      file: `${HELM}/frontend/templates/network-policy.yaml`,
      replace: '      {{- include "frontend.selector" . | nindent 6 }}',
      by: '      app.kubernetes.io/name: backend',
    },
    /Deployment frontend: no NetworkPolicy is about its egress/,
  ],
  [
    'a rule for everybody',
    networkPolicies,
    {
      file: `${HELM}/values/pro/users.yaml`,
      replace: 'edgeAddresses: [10.0.0.0/16]',
      by: 'edgeAddresses: [0.0.0.0/0]',
    },
    /the whole internet may come in/,
  ],
  [
    'a probe that is missing',
    probesAndLimits,
    { file: DEPLOYMENT, replace: 'readinessProbe:', by: 'startupProbe: #' },
    /has no readinessProbe|must be unique|already defined/,
  ],
  [
    'a probe without encryption',
    probesAndLimits,
    { file: DEPLOYMENT, replace: '/health/ready, port: https, scheme: HTTPS', by: '/health/ready, port: https' },
    /readinessProbe is not over HTTPS/,
  ],
  [
    'memory without a limit',
    probesAndLimits,
    { file: `${HELM}/service/templates/migration.yaml`, replace: 'limits: { memory: 128Mi }', by: 'limits: {}' },
    /Job users-migration: container migration has no limit of memory/,
  ],
  [
    'a kind that the pipeline may not install',
    deployerRights,
    { file: `${HELM}/eks.yaml`, replace: '[jobs, cronjobs]', by: '[jobs]' },
    /deployers may not install batch\/cronjobs/,
  ],
  [
    'a right that the pipeline has no use for',
    deployerRights,
    { file: `${HELM}/eks.yaml`, replace: '[jobs, cronjobs]', by: '[jobs, cronjobs, daemonsets]' },
    /deployers never install batch\/daemonsets/,
  ],
  [
    'a ledger that may talk to everybody',
    networkPolicies,
    {
      file: `${HELM}/service/templates/ledger.yaml`,
      replace: '    - to:\n        - ipBlock: { cidr: {{ .address }} }\n      ports',
      by: '    - ports',
    },
    /NetworkPolicy users-ledger/,
  ],
  [
    'a setting that no service reads',
    serviceSettings,
    { file: `${HELM}/values/pre/matches.yaml`, replace: 'DYNAMODB_ENDPOINT', by: 'DYNAMO_ENDPOINT' },
    /matches reads no DYNAMO_ENDPOINT/,
  ],
  [
    'a setting that a service refuses',
    serviceSettings,
    { file: `${HELM}/values/pre/players.yaml`, replace: 'USERS_URL: https://users:8443', by: 'USERS_URL: users' },
    /USERS_URL: /,
  ],
];

/** Only what a fault concerns is copied, because every values file that is there is rendered. */
function concerned({ file }: Fault, words: RegExp): string[] {
  const release = /users|players|matches|frontend|redis/.exec(`${file} ${words.source}`)?.[0] ?? 'users';
  if (release === 'redis') return [`${HELM}/backing`];
  if (file.endsWith('eks.yaml')) return [file, `${HELM}/service`, `${HELM}/values/pro`, `${HELM}/frontend`];
  if (file.endsWith('ledger.yaml')) return [`${HELM}/service`, `${HELM}/values/pro/users.yaml`];
  const values = file.includes('/values/') ? file : `${HELM}/values/pre/${release}.yaml`;
  return [`${HELM}/${release === 'frontend' ? 'frontend' : 'service'}`, values];
}

describe('the charts', () => {
  it.each(
    [helmLint, manifestFields, podSecurity, networkPolicies, probesAndLimits, serviceSettings, deployerRights].map(
      (check) => [check.name, check],
    ),
  )('pass %s as they are', async (_name, check) => {
    expect(await foundHere(check as Check)).toEqual([]);
  });

  it.each(faults)('with %s do not', async (_name, check, fault, words) => {
    expect((await foundIn(check, [`${HELM}/parts`, ...concerned(fault, words)], fault)).join('\n')).toMatch(words);
  });
});
