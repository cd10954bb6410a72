import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { type Config, sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { compiledAhead } from './scripts/assembly/ahead.ts';
import { askingEarly, startScriptHash } from './scripts/assembly/early.ts';
import { oneApiClient, sharedFiles, stylesFirst } from './scripts/assembly/lighter.ts';
import { saidShortly } from './scripts/assembly/shorter.ts';
import { nothingUnused } from './scripts/assembly/unused.ts';
import { messageCompiler } from './scripts/messages.config.ts';

/** Everything comes from the app's own origin; SvelteKit adds the hash of its own inline script to that of ours. */
const contentSecurityPolicy: NonNullable<NonNullable<Config['csp']>['directives']> = {
  'default-src': ['none'],
  'script-src': ['self', startScriptHash],
  // The one inline style is SvelteKit's own, on the element that reads route changes out; only exactly that is let in.
  'style-src': ['self', 'unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
  // The one style attribute in SvelteKit's own root component (its screen-reader announcer), and nothing else.
  'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
  'img-src': ['self', 'data:', 'blob:'],
  'font-src': ['self'],
  'connect-src': ['self'],
  'manifest-src': ['self'],
  'worker-src': ['self'],
  'base-uri': ['none'],
  'form-action': ['self'],
};

export default defineConfig({
  plugins: [
    compiledAhead,
    oneApiClient,
    nothingUnused(),
    saidShortly(),
    paraglideVitePlugin(messageCompiler),
    sveltekit({
      adapter: askingEarly(adapter({ pages: 'build', assets: 'build', fallback: '200.html', precompress: true })),
      csp: { mode: 'hash', directives: contentSecurityPolicy },
      compilerOptions: { runes: true },
      // One look of the screen's frame is with the page at once: no second way to go before the first paint.
      inlineStyleThreshold: 16_000,
      version: { pollInterval: 0 },
      // boot/boot.js does it, on the landing page too, and minds when a browser refuses.
      serviceWorker: { register: false },
    }),
  ],
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false, resolveDependencies: stylesFirst },
    rolldownOptions: { output: { codeSplitting: { groups: sharedFiles } } },
  },
  server: {
    port: Number(process.env.WEB_PORT ?? 5173),
    proxy: { '/api': { target: `https://localhost:${process.env.PORT ?? 8443}`, secure: false } },
  },
});
