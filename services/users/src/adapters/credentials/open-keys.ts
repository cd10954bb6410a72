import { join } from 'node:path';
import { generatedKeys } from './generated-keys.ts';
import type { KeyRing } from './key-ring.ts';
import { mountedKeys } from './mounted-keys.ts';

export interface OpenKeysOptions {
  /** A file that somebody else looks after. */
  mounted: string | undefined;
  /** Where keys of our own lie. */
  folder: string;
  now: () => Date;
}

/** The signing keys: mounted, or made once and kept. */
export function openKeys({ mounted, folder, now }: OpenKeysOptions): Promise<KeyRing> {
  return mounted === undefined ? generatedKeys(join(folder, 'signing-keys.json'), now) : mountedKeys(mounted);
}
