import { isObject, type Json, listAt, objectAt, textAt } from '../json.ts';
import { type Pod, podsOf } from './pods.ts';
import { type Complaint, manifestCheck } from './rule.ts';

/** Every pod is chosen by a policy for both directions, and no rule of a policy is open to everybody. */
export const networkPolicies = manifestCheck('network policies', (manifests) => {
  const policies = manifests.filter((manifest) => textAt(manifest, 'kind') === 'NetworkPolicy');
  return [...podsOf(manifests).flatMap((pod) => uncovered(pod, policies)), ...policies.flatMap(open)];
});

function uncovered({ manifest, labels }: Pod, policies: Json[]): Complaint[] {
  return ['Ingress', 'Egress']
    .filter((direction) => !policies.some((policy) => chooses(policy, labels) && types(policy).includes(direction)))
    .map((direction) => ({ manifest, message: `no NetworkPolicy is about its ${direction.toLowerCase()}` }));
}

function chooses(policy: Json, labels: Json): boolean {
  const wanted = Object.entries(objectAt(policy, 'spec', 'podSelector', 'matchLabels'));
  return wanted.every(([key, value]) => labels[key] === value);
}

const types = (policy: Json) => listAt(policy, 'spec', 'policyTypes');

/** In a rule, no peers or no ports means all of them. */
function open(manifest: Json): Complaint[] {
  const rules = [
    ...listAt(manifest, 'spec', 'ingress').map((rule) => ({ rule, peers: 'from' })),
    ...listAt(manifest, 'spec', 'egress').map((rule) => ({ rule, peers: 'to' })),
  ];
  return rules.flatMap(({ rule, peers }) => {
    const from = listAt(rule, peers).filter(isObject);
    const complaints = [
      ...(from.length === 0 ? [`a rule has no "${peers}" and lets everybody through`] : []),
      ...(from.some((peer) => Object.keys(peer).length === 0) ? [`a rule has an empty "${peers}"`] : []),
      ...(listAt(rule, 'ports').length === 0 ? ['a rule names no ports and opens all'] : []),
      ...(peers === 'from' && from.some((peer) => textAt(peer, 'ipBlock', 'cidr') === '0.0.0.0/0')
        ? ['the whole internet may come in']
        : []),
    ];
    return complaints.map((message) => ({ manifest, message }));
  });
}
