import { basename, dirname, join } from 'node:path';
import { filesUnder, parseYaml } from '../files.ts';
import { isObject, type Json, objectAt, textAt } from '../json.ts';
import { helm } from './cluster-programs.ts';

const HELM = 'infrastructure/helm';

/** One installation that is made somewhere: a chart with its values. */
export interface Rendering {
  chart: string;
  release: string;
  environment: string;
  /** Relative to the root; absent where a chart's own defaults are used. */
  values?: string;
  /** How findings name it. */
  name: string;
}

/** Every chart with every values file: those of the environments, and those in `ci` of options that none uses yet. */
export async function renderings(root: string): Promise<Rendering[]> {
  const environments = (await filesUnder(root, `${HELM}/values/*/*.yaml`)).map((values) => {
    const release = basename(values, '.yaml');
    const chart = release === 'frontend' ? 'frontend' : 'service';
    return { chart, release, environment: basename(dirname(values)), values, name: values };
  });
  const options = (await filesUnder(root, `${HELM}/*/ci/*.yaml`)).map((values) => {
    const chart = basename(dirname(dirname(values)));
    return { chart, release: chart === 'service' ? 'players' : chart, environment: 'pro', values, name: values };
  });
  const charts = (await filesUnder(root, `${HELM}/*/Chart.yaml`)).map((file) => basename(dirname(file)));
  const used = new Set([...environments, ...options].map(({ chart }) => chart));
  const plain = charts
    .filter((chart) => chart !== 'parts' && !used.has(chart))
    .map((chart) => ({ chart, release: chart, environment: 'pre', name: `${HELM}/${chart}` }));
  return [...environments, ...options, ...plain];
}

/** Arguments by which Helm lints or renders it. */
export function helmArguments(root: string, { chart, values }: Rendering): string[] {
  return [join(root, HELM, chart), ...(values === undefined ? [] : ['--values', join(root, values)])];
}

/** Several checks read the same renderings, and nothing changes between them. */
const rendered = new Map<string, Promise<Json[]>>();

/** The manifests that an installation, with further arguments, would send to a cluster. Throws what Helm says when it cannot render them. */
export function manifestsOf(root: string, rendering: Rendering, more: string[] = []): Promise<Json[]> {
  const key = [root, rendering.name, ...more].join(' ');
  const manifests = rendered.get(key) ?? render(root, rendering, more);
  rendered.set(key, manifests);
  return manifests;
}

async function render(root: string, rendering: Rendering, more: string[]): Promise<Json[]> {
  const { release, environment } = rendering;
  const args = ['template', release, ...helmArguments(root, rendering), ...more, '--namespace', environment];
  const { failed, output, errors } = await helm(...args);
  if (failed) throw new Error(errors.replace(/^level=INFO.*\n/gm, '').trim());
  return parseYaml(output).filter(isObject);
}

/** How findings name a manifest within a rendering. */
export function manifestName(manifest: Json): string {
  return `${textAt(manifest, 'kind')} ${textAt(objectAt(manifest, 'metadata'), 'name')}`;
}
