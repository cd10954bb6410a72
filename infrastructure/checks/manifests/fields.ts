import * as models from '@kubernetes/client-node/dist/gen/models/all.js';
import { isObject, type Json, textAt } from '../json.ts';
import { type Complaint, manifestCheck } from './rule.ts';

/** Kinds of operators that have no type map here; their own controllers check them. */
const OF_OPERATORS = /^(cert-manager\.io|monitoring\.coreos\.com|eks\.amazonaws\.com|external-secrets\.io)\//;

interface Field {
  baseName: string;
  type: string;
}

/** Fields that Kubernetes does not know, values of another type, and fields that are missing. */
export const manifestFields = manifestCheck('manifest fields', async (manifests) => {
  const all = await Promise.all(
    manifests.map(async (manifest) => [...unknown(manifest), ...(await missing(manifest))]),
  );
  return all.flat();
});

/** By the type maps of the official client: the API server drops unknown fields without a word. */
function unknown(manifest: Json): Complaint[] {
  const { apiVersion, kind } = identity(manifest);
  if (OF_OPERATORS.test(apiVersion)) return [];
  const version = apiVersion.split('/').at(-1) ?? '';
  const type = `${version.charAt(0).toUpperCase()}${version.slice(1)}${kind}`;
  if (fieldsOf(type) === undefined) return [{ manifest, message: `${apiVersion} has no ${kind}` }];
  return wrongIn(manifest, type, '').map((message) => ({ manifest, message }));
}

function wrongIn(value: unknown, type: string, path: string): string[] {
  const list = /^(?:Array|Set)<(.+)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return [`${path} must be a list`];
    return value.flatMap((item, index) => wrongIn(item, list, `${path}[${index}]`));
  }
  const map = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
  if (map !== undefined) {
    if (!isObject(value)) return [`${path} must be an object`];
    return Object.entries(value).flatMap(([key, inner]) => wrongIn(inner, map, `${path}.${key}`));
  }
  const fields = fieldsOf(type);
  if (fields === undefined) return wrongPlain(value, type, path);
  if (!isObject(value)) return [`${path} must be an object`];
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields.find(({ baseName }) => baseName === key);
    return field ? wrongIn(inner, field.type, `${path}.${key}`) : [`${path}.${key} is no field of ${type}`];
  });
}

function wrongPlain(value: unknown, type: string, path: string): string[] {
  const fits =
    type === 'IntOrString' ? ['string', 'number'] : ['string', 'number', 'boolean'].includes(type) ? [type] : undefined;
  return fits === undefined || fits.includes(typeof value) ? [] : [`${path} must be ${fits.join(' or ')}`];
}

function fieldsOf(type: string): Field[] | undefined {
  const model = (models as Record<string, unknown>)[type];
  if (typeof model !== 'function' || !('getAttributeTypeMap' in model)) return undefined;
  return (model.getAttributeTypeMap as () => Field[])();
}

/** By the JSON Schemas of the API: what is required, and what values are allowed. */
async function missing(manifest: Json): Promise<Complaint[]> {
  const { apiVersion, kind } = identity(manifest);
  if (OF_OPERATORS.test(apiVersion)) return [];
  // Chosen when it runs, so no bundler can look for it.
  const group = (await import(/* @vite-ignore */ `kubernetes-models/${apiVersion}`)) as Record<
    string,
    new (
      data: Json,
    ) => Validated
  >;
  const Model = group[kind];
  if (Model === undefined) return [];
  try {
    new Model(manifest).validate();
    return [];
  } catch (error) {
    return [{ manifest, message: error instanceof Error ? error.message : String(error) }];
  }
}

interface Validated {
  validate(): void;
}

function identity(manifest: Json): { apiVersion: string; kind: string } {
  return { apiVersion: textAt(manifest, 'apiVersion'), kind: textAt(manifest, 'kind') };
}
