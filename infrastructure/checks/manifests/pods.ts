import { isObject, type Json, listAt, objectAt, textAt } from '../json.ts';

/** A pod that a manifest starts. */
export interface Pod {
  manifest: Json;
  labels: Json;
  spec: Json;
  containers: Json[];
  /** Those that must be ready first, and end. */
  initContainers: Json[];
  /** Ends by itself, so nobody asks whether it is ready. */
  ends: boolean;
}

/** The pods of workloads, jobs and tests. */
export function podsOf(manifests: Json[]): Pod[] {
  return manifests.flatMap((manifest) => {
    const kind = textAt(manifest, 'kind');
    const template = templateOf(manifest, kind);
    if (template === undefined) return [];
    const spec = objectAt(template, 'spec');
    return [
      {
        manifest,
        spec,
        labels: objectAt(template, 'metadata', 'labels'),
        containers: listAt(spec, 'containers').filter(isObject),
        initContainers: listAt(spec, 'initContainers').filter(isObject),
        ends: kind === 'Job' || kind === 'CronJob' || kind === 'Pod',
      },
    ];
  });
}

function templateOf(manifest: Json, kind: string): Json | undefined {
  if (kind === 'Pod') return manifest;
  if (kind === 'CronJob') return objectAt(manifest, 'spec', 'jobTemplate', 'spec', 'template');
  return ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'].includes(kind)
    ? objectAt(manifest, 'spec', 'template')
    : undefined;
}
