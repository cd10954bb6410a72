import { isObject, type Json, listAt, objectAt, textAt } from '../json.ts';
import { type Pod, podsOf } from './pods.ts';
import { manifestCheck } from './rule.ts';

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
const VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** The Pod Security standard "restricted", and besides it: no root file system that is written, no token of the API. */
export const podSecurity = manifestCheck('pod security', (manifests) =>
  podsOf(manifests).flatMap((pod) =>
    [...ofPod(pod), ...[...pod.containers, ...pod.initContainers].flatMap((one) => ofContainer(one, pod.spec))].map(
      (message) => ({ manifest: pod.manifest, message }),
    ),
  ),
);

function ofPod({ spec }: Pod): string[] {
  const context = objectAt(spec, 'securityContext');
  const volumes = listAt(spec, 'volumes').filter(isObject);
  return [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((key) => spec[key] === true).map((key) => `has ${key}`),
    ...(context['runAsNonRoot'] === true ? [] : ['may run as root: runAsNonRoot is not true']),
    ...(context['runAsUser'] === 0 ? ['runs as user 0'] : []),
    ...(textAt(context, 'seccompProfile', 'type') === 'RuntimeDefault'
      ? []
      : ['has no RuntimeDefault seccomp profile']),
    ...(spec['automountServiceAccountToken'] === false ? [] : ["mounts a token of the cluster's API"]),
    ...volumes
      .filter((volume) => !VOLUMES.some((kind) => kind in volume))
      .map((volume) => `mounts the volume ${textAt(volume, 'name')} of a kind that is not allowed`),
  ];
}

function ofContainer(container: Json, pod: Json): string[] {
  const name = textAt(container, 'name');
  const context = objectAt(container, 'securityContext');
  const drops = listAt(context, 'capabilities', 'drop');
  const adds = listAt(context, 'capabilities', 'add');
  const user = context['runAsUser'] ?? objectAt(pod, 'securityContext')['runAsUser'];
  const ports = listAt(container, 'ports').filter(isObject);
  return [
    ...(context['privileged'] === true ? ['is privileged'] : []),
    ...(context['allowPrivilegeEscalation'] === false ? [] : ['may gain privileges']),
    ...(context['readOnlyRootFilesystem'] === true ? [] : ['writes its root file system']),
    ...(context['runAsNonRoot'] === false || user === 0 ? ['runs as root'] : []),
    ...(drops.includes('ALL') ? [] : ['keeps capabilities']),
    ...(adds.some((capability) => capability !== 'NET_BIND_SERVICE') ? ['adds capabilities'] : []),
    ...(ports.some((port) => 'hostPort' in port) ? ['takes a port of the node'] : []),
  ].map((fault) => `container ${name} ${fault}`);
}
