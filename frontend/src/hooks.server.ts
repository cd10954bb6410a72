import type { Handle } from '@sveltejs/kit/hooks';

/** Used while prerendering: the display face is asked for together with the styles, so that headlines do not jump. */
export const handle: Handle = ({ event, resolve }) => resolve(event, { preload: ({ type }) => type !== 'asset' });
