import { error } from '@sveltejs/kit';

/** For whoever builds the app; a production build answers as to any unknown address and carries nothing of it. */
export function load(): void {
  if (!import.meta.env.DEV) error(404);
}
