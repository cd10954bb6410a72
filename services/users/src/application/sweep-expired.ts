import type { Ports } from './ports.ts';

/** Forgets sessions, links, resets and counted failures whose time is over. */
export function sweepExpired({ store, now }: Pick<Ports, 'store' | 'now'>): () => Promise<number> {
  return () => store.sweep(now());
}
