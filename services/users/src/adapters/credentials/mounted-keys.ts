import { readFile } from 'node:fs/promises';
import { type KeyRing, publicJwk, type SigningKey, signingKeyOf } from './key-ring.ts';

const PEM = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/g;

/**
 * Keys from a mounted file of PEM blocks, read anew when it changes: the first signs, all are published. To rotate,
 * append the new key; fifteen minutes later, when every verifier knows it, put it first; drop the old one when its
 * last tokens have expired, fifteen minutes after that.
 */
export async function mountedKeys(file: string): Promise<KeyRing> {
  let text = '';
  let keys: [SigningKey, ...SigningKey[]] | undefined;
  const ring: KeyRing = {
    signing: () => known()[0],
    published: () => known().map(publicJwk),
    async refresh() {
      const latest = await readFile(file, 'utf8');
      if (latest === text) return;
      const [first, ...others] = await Promise.all((latest.match(PEM) ?? []).map(signingKeyOf));
      if (!first) throw new Error(`${file} holds no private key in PEM (PKCS #8)`);
      keys = [first, ...others];
      text = latest;
    },
  };
  const known = () => {
    if (!keys) throw new Error(`${file} has not been read`);
    return keys;
  };
  await ring.refresh();
  return ring;
}
