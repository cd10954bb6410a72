import { resolve } from '$app/paths';
import { page } from '$app/state';

/**
 * The address to send to friends, by the squad's code: who is not in yet joins there, without an account, and goes on to
 * `next`, a path of this app without a query; who is in goes straight on.
 */
export function invitation(code: string, next?: string): string {
  const path = resolve('/join/[code]', { code });
  return new URL(next === undefined ? path : `${path}?next=${next}`, page.url.origin).href;
}
