import { createHmac, randomBytes } from 'node:crypto';

const ID_BYTES = 16;

/** A new random id: 128 bits as base64url, 22 characters, safe in URLs and as a key. */
export function newId(): string {
  return randomBytes(ID_BYTES).toString('base64url');
}

/**
 * The id that belongs to these parts: HMAC-SHA256 under `secret`, cut to 128 bits, 22 base64url characters.
 * The same parts always give the same id, so repeating a creation with the same account, operation and
 * idempotency key finds what the first one made; without the secret nobody can foresee or probe an id.
 * Parts are length-prefixed: ('ab', 'c') and ('a', 'bc') differ.
 */
export function idFor(secret: string, ...parts: string[]): string {
  const mac = createHmac('sha256', secret);
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:${part}`);
  return mac.digest().subarray(0, ID_BYTES).toString('base64url');
}
