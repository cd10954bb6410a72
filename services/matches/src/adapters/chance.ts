import { createHash, randomBytes } from 'node:crypto';
import { idFor, newId } from '@besteam/service-kit';
import type { Chance } from '../application/ports.ts';

const SEED_BYTES = 16;

/** Ids, seeds and commitments from the operating system's randomness and one secret of the service. */
export function strongChance(secret: string): Chance {
  return {
    newId,
    seed: () => randomBytes(SEED_BYTES).toString('hex'),
    idFor: (accountId, operationId, squadId, key) =>
      key === undefined ? newId() : idFor(secret, accountId, operationId, squadId, key),
    seal: (salt, text) => createHash('sha256').update(`${salt}:${text}`).digest('hex'),
  };
}
