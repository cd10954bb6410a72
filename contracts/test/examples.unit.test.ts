import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { routes, type Schema, schemasOf } from './documents.ts';
import { walk } from './walk.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);

/** Operations share most of what they answer with: each schema is compiled once. */
const compiled = new Map<string, ValidateFunction>();

function problems(schema: Schema, example: unknown): string {
  const text = JSON.stringify(schema);
  const validate = compiled.get(text) ?? ajv.compile(schema);
  compiled.set(text, validate);
  return validate(example) ? '' : ajv.errorsText(validate.errors);
}

const named = routes.map((route) => [route.operation.operationId, route] as const);

describe('examples', () => {
  it.each(named)('of %s keep the schemas they stand in', (_, route) => {
    const all = schemasOf(route).flatMap(({ place, schema }) => walk(place, schema));
    const broken = all.flatMap(({ place, schema }) =>
      examplesOf(schema).flatMap((example) => {
        const found = problems(schema, example);
        return found ? [`${place}: ${found}`] : [];
      }),
    );
    expect(broken).toEqual([]);
  });

  it.each(named)('show every JSON body of %s', (_, { operation }) => {
    const { requestBody, responses } = operation;
    const bodies = [requestBody, ...Object.values(responses)].flatMap((one) => Object.entries(one?.content ?? {}));
    const bare = bodies.filter(([type, media]) => /json$/.test(type) && exampleOf(media) === undefined);
    expect(bare).toEqual([]);
  });
});

describe('examples given beside a schema', () => {
  const media = routes.flatMap(({ operation }) =>
    [operation.requestBody, ...Object.values(operation.responses)].flatMap((one) => Object.values(one?.content ?? {})),
  );

  it('keep it', () => {
    const broken = media.flatMap(({ schema, example }) => {
      const found = example === undefined ? '' : problems(schema, example);
      return found ? [found] : [];
    });
    expect(broken).toEqual([]);
  });
});

function examplesOf({ examples }: Schema): unknown[] {
  return Array.isArray(examples) ? examples : [];
}

function exampleOf({ schema, example }: { schema: Schema; example?: unknown }): unknown {
  return example ?? examplesOf(schema)[0];
}
