import fc from 'fast-check';

/** The part of JSON Schema that the contracts use. */
export interface Schema {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: { pattern?: string };
  maxProperties?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  multipleOf?: number;
  examples?: unknown[];
}

/** Values that a schema allows, or nearly: what it says is followed, what several rules say together may be broken. */
export function arbitraryOf(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return fc.oneof(...choices.map(arbitraryOf));
  if (schema.allOf) return arbitraryOf(Object.assign({}, ...schema.allOf));
  const types = [schema.type ?? (schema.properties ? 'object' : 'string')].flat();
  return fc.oneof(...types.map((type) => ofType(type, schema)));
}

function ofType(type: string, schema: Schema): fc.Arbitrary<unknown> {
  if (type === 'object') return objectOf(schema);
  if (type === 'array') {
    const maxLength = Math.min(schema.maxItems ?? 5, (schema.minItems ?? 0) + 5);
    return fc.array(arbitraryOf(schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength });
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'integer' || type === 'number') return numberOf(schema, type);
  return textOf(schema);
}

function objectOf({ properties = {}, required = [], additionalProperties, propertyNames }: Schema) {
  const named = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, arbitraryOf(property)])),
    { requiredKeys: required.filter((name) => name in properties) },
  );
  if (typeof additionalProperties !== 'object') return named;
  const key = propertyNames?.pattern ? fc.stringMatching(new RegExp(propertyNames.pattern)) : fc.string();
  const others = fc.dictionary(key, arbitraryOf(additionalProperties), { maxKeys: 4 });
  return fc.tuple(named, others).map(([one, other]) => ({ ...other, ...one }));
}

function numberOf({ minimum = -1000, maximum = 1000, multipleOf = 1 }: Schema, type: string): fc.Arbitrary<number> {
  const step = type === 'integer' ? 1 : multipleOf;
  const [from, to] = [Math.ceil(minimum / step), Math.floor(maximum / step)];
  return fc.integer({ min: Math.max(from, -(2 ** 31)), max: Math.min(to, 2 ** 31 - 1) }).map((steps) => steps * step);
}

function textOf({ examples = [], pattern, format, minLength = 0, maxLength = 60 }: Schema): fc.Arbitrary<unknown> {
  const given = examples.length > 0 ? [fc.constantFrom(...examples)] : [];
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === 'email') return fc.oneof(fc.emailAddress(), ...given);
  if (pattern !== undefined) return fc.oneof(fc.stringMatching(new RegExp(pattern)), ...given);
  const free = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, minLength + 60) });
  return fc.oneof(free, ...given);
}
