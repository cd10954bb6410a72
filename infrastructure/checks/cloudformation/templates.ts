import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { filesUnder } from '../files.ts';
import { isObject, type Json, objectAt, textAt } from '../json.ts';

export const FOLDER = 'infrastructure/cloudformation';

export interface Template {
  /** Relative to the root. */
  file: string;
  /** As nested stacks name it, e.g. `data.yaml`. */
  name: string;
  body: Json;
}

export interface Resource {
  id: string;
  type: string;
  properties: Json;
  body: Json;
}

/** Every template, its short forms written out: `!Ref X` is `{ Ref: 'X' }`, `!GetAtt A.B` is `{ 'Fn::GetAtt': 'A.B' }`. */
export async function templates(root: string): Promise<Template[]> {
  const files = await filesUnder(root, `${FOLDER}/*.yaml`);
  return Promise.all(
    files.map(async (file) => {
      const body: unknown = parse(await readFile(join(root, file), 'utf8'), { customTags: SHORT_FORMS });
      return { file, name: basename(file), body: isObject(body) ? body : {} };
    }),
  );
}

export function resourcesOf({ body }: Template): Resource[] {
  return Object.entries(objectAt(body, 'Resources')).flatMap(([id, resource]) =>
    isObject(resource)
      ? [{ id, type: textAt(resource, 'Type'), properties: objectAt(resource, 'Properties'), body: resource }]
      : [],
  );
}

const NAMES = [
  'Ref',
  'Condition',
  'GetAtt',
  'Sub',
  'Join',
  'Select',
  'Split',
  'If',
  'Not',
  'Equals',
  'And',
  'Or',
  'GetAZs',
  'Cidr',
];

const SHORT_FORMS = NAMES.flatMap((name) => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const written = (value: unknown) => ({ [key]: value });
  return [
    { tag: `!${name}`, resolve: (value: string) => written(value) },
    { tag: `!${name}`, collection: 'seq' as const, resolve: (value: { toJSON(): unknown }) => written(value.toJSON()) },
    { tag: `!${name}`, collection: 'map' as const, resolve: (value: { toJSON(): unknown }) => written(value.toJSON()) },
  ];
});
