/** Without look-alikes: no I, L, O, 0 or 1. 31 letters, 8 of them: 8.5 × 10^11 codes. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 8;

/** A code from random numbers: `randomBelow(n)` gives an integer in 0…n−1, each as likely. */
export function joinCode(randomBelow: (n: number) => number): string {
  return Array.from({ length: CODE_LENGTH }, () => ALPHABET.charAt(randomBelow(ALPHABET.length))).join('');
}
