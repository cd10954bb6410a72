import { createHash } from 'node:crypto';
import { idFor, newId } from '@besteam/service-kit';
import type { Ids } from '../application/ports.ts';

/** Random ids, and ids that follow from a repeatable request and the service's secret. */
export function idsWith(secret: string): Ids {
  return {
    newId,
    idFor: (...parts) => idFor(secret, ...parts),
    hashOf: (body) => createHash('sha256').update(canonical(body)).digest('base64url').slice(0, 22),
  };
}

/** JSON in which the order of properties, which says nothing, is always the same. */
function canonical(body: unknown): string {
  return JSON.stringify(body, (_key, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
