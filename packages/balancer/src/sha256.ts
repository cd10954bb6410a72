const [INITIAL, CONSTANTS] = [roots(2, 8), roots(3, 64)];

/** SHA-256 (FIPS 180-4) of the text in UTF-8, as eight 32-bit words. */
export function sha256(text: string): number[] {
  const message = new TextEncoder().encode(text);
  const bytes = new Uint8Array(((message.length + 72) >> 6) << 6);
  bytes.set(message);
  bytes[message.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 4, message.length * 8);
  let state = INITIAL;
  for (let offset = 0; offset < bytes.length; offset += 64) {
    state = compress(state, (i) => view.getInt32(offset + 4 * i));
  }
  return state;
}

/** The words of a digest in hexadecimal. */
export function hex(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function compress(state: number[], word: (i: number) => number): number[] {
  const w = new Int32Array(64);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const [x, y] = i > 15 ? [w[i - 15] ?? 0, w[i - 2] ?? 0] : [0, 0];
    w[i] =
      i < 16
        ? word(i)
        : (w[i - 16] ?? 0) + (turn(x, 7, 18, 3) ^ (x << 29)) + (w[i - 7] ?? 0) + (turn(y, 17, 19, 10) ^ (y << 22));
    const t = h + turn(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + (CONSTANTS[i] ?? 0) + (w[i] ?? 0);
    h = g;
    g = f;
    f = e;
    e = (d + t) | 0;
    d = c;
    c = b;
    b = a;
    a = (t + turn(b, 2, 13, 22) + ((b & c) ^ (b & d) ^ (c & d))) | 0;
  }
  return [a, b, c, d, e, f, g, h].map((value, i) => (value + (state[i] ?? 0)) | 0);
}

/** Three rotations to the right, combined. */
function turn(word: number, a: number, b: number, c: number): number {
  return (word >>> a) ^ (word << (32 - a)) ^ (word >>> b) ^ (word << (32 - b)) ^ (word >>> c) ^ (word << (32 - c));
}

/**
 * First 32 bits of the fractional parts of the roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). Not one of them is so
 * near to a whole number that an engine's last binary digit would decide a bit.
 */
function roots(power: number, count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
  return primes.map((p) => ((p ** (1 / power) % 1) * 2 ** 32) | 0);
}
