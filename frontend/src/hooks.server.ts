import type { Handle } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';

const promise = `${m.app_promise({}, { locale: 'es' })} · ${m.app_promise({}, { locale: 'en' })}`;
/** Where the app will live, for link previews: some chats show pictures of whole addresses only. */
const origin = process.env['PUBLIC_URL'] ?? '';

/** Used while building the pages: the display face is asked for with the styles, so that headlines do not jump. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    preload: ({ type }) => type !== 'asset',
    transformPageChunk: ({ html }) => html.replaceAll('%promise%', promise).replaceAll('%origin%', origin),
  });
