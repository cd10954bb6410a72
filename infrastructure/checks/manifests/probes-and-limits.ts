import { type Json, objectAt, textAt } from '../json.ts';
import { podsOf } from './pods.ts';
import { manifestCheck } from './rule.ts';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'];

/** What runs for long is asked how it is, over HTTPS where it is asked over HTTP; everything says what it needs. */
export const probesAndLimits = manifestCheck('probes and limits', (manifests) =>
  podsOf(manifests).flatMap(({ manifest, containers, initContainers, ends }) =>
    [
      ...(ends ? [] : containers.flatMap(probes)),
      ...[...containers, ...initContainers].flatMap((container) => [...resources(container), ...image(container)]),
    ].map((message) => ({ manifest, message })),
  ),
);

function probes(container: Json): string[] {
  const name = textAt(container, 'name');
  return PROBES.flatMap((probe) => {
    if (!(probe in container)) return [`container ${name} has no ${probe}`];
    const http = objectAt(container, probe, 'httpGet');
    return 'path' in http && http['scheme'] !== 'HTTPS' ? [`container ${name}: ${probe} is not over HTTPS`] : [];
  });
}

/** Memory is limited to what is asked for, so that no neighbour is pushed out; processor time is not limited. */
function resources(container: Json): string[] {
  const name = textAt(container, 'name');
  const requests = objectAt(container, 'resources', 'requests');
  const limits = objectAt(container, 'resources', 'limits');
  return [
    ...(requests['cpu'] === undefined ? [`container ${name} asks for no processor time`] : []),
    ...(requests['memory'] === undefined ? [`container ${name} asks for no memory`] : []),
    ...(limits['memory'] === undefined ? [`container ${name} has no limit of memory`] : []),
    ...(limits['memory'] === requests['memory'] ? [] : [`container ${name} may take more memory than it asks for`]),
    ...(limits['cpu'] === undefined ? [] : [`container ${name} is throttled by a limit of processor time`]),
  ];
}

function image(container: Json): string[] {
  const pinned = /@sha256:[0-9a-f]{64}$|:[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(textAt(container, 'image'));
  return pinned ? [] : [`container ${textAt(container, 'name')} has an image without tag or digest`];
}
