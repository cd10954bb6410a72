import { createHash } from 'node:crypto';
import { idFor, newId } from '@besteam/service-kit';
import type { Ids } from '../application/ports.ts';

/** Random ids, and ids that follow from a repeatable request and the service's secret. */
export function idsWith(secret: string): Ids {
  return {
    newId,
    idFor: (...parts) => idFor(secret, ...parts),
    hashOf: (body) => createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 22),
  };
}
