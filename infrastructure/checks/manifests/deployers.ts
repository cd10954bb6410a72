import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Check, Finding } from '../check.ts';
import { parseYaml } from '../files.ts';
import { isObject, type Json, listAt, textAt } from '../json.ts';
import { manifestsOf, renderings } from './renderings.ts';

const FILE = 'infrastructure/helm/eks.yaml';
/** Kinds that Helm's own work and a rollout are made of, and those of options that PRO does not take. */
const BESIDES = ['/secrets', '/pods', '/pods/log', 'apps/replicasets', 'networking.k8s.io/ingresses'];
const TARGETS = [
  '--set-string',
  'targetGroupArn=arn:aws:elasticloadbalancing:eu-west-1:000000000000:targetgroup/some/0',
];

/** What releases install in PRO is what the pipeline's role in the cluster allows, and there is no right that is of no use. */
export const deployerRights: Check = {
  name: 'deployer rights',
  async run(root) {
    const releases = (await renderings(root)).filter(
      ({ chart, environment, values }) => chart === 'service' && environment === 'pro' && values?.includes('/values/'),
    );
    const manifests = (await Promise.all(releases.map((release) => manifestsOf(root, release, TARGETS)))).flat();
    const needed = new Set([...manifests.map(resourceOf), ...BESIDES]);
    const granted = new Set(await rightsOf(root));
    return [
      ...[...needed]
        .filter((right) => !granted.has(right))
        .map((right) => finding(`deployers may not install ${right}`)),
      ...[...granted].filter((right) => !needed.has(right)).map((right) => finding(`deployers never install ${right}`)),
    ];
  },
};

const finding = (message: string): Finding => ({ file: FILE, message });

/** `group/plural`, as roles name it. */
function resourceOf(manifest: Json): string {
  const version = textAt(manifest, 'apiVersion');
  const group = version.includes('/') ? version.split('/')[0] : '';
  return `${group}/${textAt(manifest, 'kind').toLowerCase().replace(/y$/, 'ie')}s`;
}

async function rightsOf(root: string): Promise<string[]> {
  const text = (await readFile(join(root, FILE), 'utf8')).replace(/\$\{(\w+)\}/g, '$1');
  const role = parseYaml(text).find((document) => isObject(document) && document['kind'] === 'Role');
  return listAt(role, 'rules').flatMap((rule) =>
    listAt(rule, 'apiGroups').flatMap((group) => listAt(rule, 'resources').map((resource) => `${group}/${resource}`)),
  );
}
