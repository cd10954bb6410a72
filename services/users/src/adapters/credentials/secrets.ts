import { hash, randomBytes } from 'node:crypto';
import { newId } from '@besteam/service-kit';
import type { Secrets } from '../../application/ports.ts';

/** Tokens of 256 random bits need no slow hash: nobody can try them all. */
export const secrets: Secrets = {
  newId,
  newToken: () => randomBytes(32).toString('base64url'),
  hash: (token) => hash('sha256', token, 'base64url'),
};
