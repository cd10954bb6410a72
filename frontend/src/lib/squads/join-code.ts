const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A typed or pasted code as the service writes it; an invitation's whole link is understood too. */
export function readJoinCode(typed: string): string {
  const lastPart =
    typed
      .trim()
      .replace(/[/?#]+$/, '')
      .split(/\/join\//)
      .pop() ?? '';
  return [...lastPart.toUpperCase()]
    .filter((letter) => alphabet.includes(letter))
    .join('')
    .slice(0, 8);
}

/** Whether it can be a code at all. */
export const isJoinCode = (code: string): boolean => code.length === 8;
