/** Parsed JSON or YAML, looked into step by step. */
export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at this path, or an empty one. */
export function objectAt(value: unknown, ...path: string[]): Json {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : {};
}

/** The list at this path, or an empty one. */
export function listAt(value: unknown, ...path: string[]): unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The string at this path, or an empty one. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function valueAt(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** Every value of a document with the keys that lead to it, itself first. */
export function* everything(value: unknown, path: string[] = []): Generator<{ path: string[]; value: unknown }> {
  yield { path, value };
  const inner = Array.isArray(value) ? value.entries() : isObject(value) ? Object.entries(value) : [];
  for (const [key, part] of inner) yield* everything(part, [...path, String(key)]);
}
