import type { Actor } from './actor.ts';

export interface VerifiedTokens {
  find(fingerprint: string, nowSeconds: number): Actor | undefined;
  keep(fingerprint: string, actor: Actor, nowSeconds: number): void;
}

/** Remembers the callers of verified tokens until each expires, at most `max` of them: the first verified goes first. */
export function verifiedTokens(max: number): VerifiedTokens {
  const actors = new Map<string, Actor>();
  return {
    find(fingerprint, nowSeconds) {
      const actor = actors.get(fingerprint);
      if (actor === undefined || actor.expiresAt > nowSeconds) return actor;
      actors.delete(fingerprint);
      return undefined;
    },
    keep(fingerprint, actor, nowSeconds) {
      if (actor.expiresAt <= nowSeconds) return;
      actors.set(fingerprint, actor);
      const [oldest] = actors.keys();
      if (actors.size > max && oldest !== undefined) actors.delete(oldest);
    },
  };
}
