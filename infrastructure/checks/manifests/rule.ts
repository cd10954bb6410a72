import type { Check, Finding } from '../check.ts';
import type { Json } from '../json.ts';
import { manifestName, manifestsOf, type Rendering, renderings } from './renderings.ts';

/** A check of what each rendering would send to a cluster, all of its manifests at once. */
export function manifestCheck(
  name: string,
  rule: (manifests: Json[], rendering: Rendering) => Promise<Complaint[]> | Complaint[],
): Check {
  return {
    name,
    async run(root) {
      const all = await Promise.all((await renderings(root)).map((rendering) => complaintsOf(root, rendering, rule)));
      return all.flat();
    },
  };
}

export interface Complaint {
  manifest: Json;
  message: string;
}

async function complaintsOf(
  root: string,
  rendering: Rendering,
  rule: Parameters<typeof manifestCheck>[1],
): Promise<Finding[]> {
  try {
    const complaints = await rule(await manifestsOf(root, rendering), rendering);
    return complaints.map(({ manifest, message }) => ({
      file: `${rendering.name}: ${manifestName(manifest)}`,
      message,
    }));
  } catch (error) {
    return [{ file: rendering.name, message: error instanceof Error ? error.message : String(error) }];
  }
}
