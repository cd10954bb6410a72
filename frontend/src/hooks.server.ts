import type { Handle } from '@sveltejs/kit/hooks';
import { m } from '#lib/paraglide/messages.js';
import boot from '../boot/boot.js?raw';
import { inPage } from '../scripts/assembly/start-script.ts';
import icon from '../static/favicon.svg?raw';

const promise = `${m.app_promise({}, { locale: 'es' })} · ${m.app_promise({}, { locale: 'en' })}`;
/** Where the app will live, for link previews: some chats show pictures of whole addresses only. */
const origin = process.env['PUBLIC_URL'] ?? '';
/** In the page itself: smaller than the headers of its own answer would be. */
const iconAddress = `data:image/svg+xml,${encodeURIComponent(icon.trim())}`;
const startScript = inPage(boot);
/** What is seen until the app is there: the centre circle. base.css hides it behind the first screen. */
const opening = '<p class="opening display" aria-hidden="true">Besteam</p>';

/** Used while building the pages: the display face is asked for with the styles, so that headlines do not jump. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, {
    preload: ({ type, path }) => type !== 'asset' && !path.includes('display-more'),
    transformPageChunk: ({ html }) =>
      html
        .replaceAll('%promise%', promise)
        .replaceAll('%origin%', origin)
        .replace('%icon%', () => iconAddress)
        .replace('%start%', () => `<script>${startScript}</script>`)
        .replace('%opening%', event.route.id === '/' ? '' : opening)
        // The app's shell is told by the build what its screens need (scripts/assembly/early.ts).
        .replace('%early%', event.route.id === '/' ? '' : '%early%'),
  });
