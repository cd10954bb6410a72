import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { type Config, sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { messageCompiler } from './scripts/messages.config.ts';

/** Everything comes from the app's own origin; SvelteKit adds the hashes of its own inline start script. */
const contentSecurityPolicy: NonNullable<NonNullable<Config['csp']>['directives']> = {
  'default-src': ['none'],
  'script-src': ['self'],
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

/** The three generated API clients are the same code but for their operations: one copy travels. */
const oneApiClient: Plugin = {
  name: 'one-api-client',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (importer === undefined || !/\/contracts\/generated\/(players|matches)\//.test(importer)) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return (
      found && {
        ...found,
        id: found.id.replace(/\/generated\/(?:players|matches)\/(client|core)\//, '/generated/users/$1/'),
      }
    );
  },
};

export default defineConfig({
  plugins: [
    oneApiClient,
    paraglideVitePlugin(messageCompiler),
    sveltekit({
      adapter: adapter({ pages: 'build', assets: 'build', fallback: '200.html', precompress: true }),
      csp: { mode: 'hash', directives: contentSecurityPolicy },
      compilerOptions: { runes: true },
      version: { pollInterval: 0 },
      // static/boot.js does it, on the landing page too, and minds when a browser refuses.
      serviceWorker: { register: false },
    }),
  ],
  build: {
    assetsInlineLimit: 0,
    // What screens share travels in one file instead of thirty small ones: each costs its headers and its turn.
    // SvelteKit itself stays out of it: it must begin after the page has told it where it is.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'shared', test: /\/src\/lib\/|\/contracts\/generated\//, minShareCount: 3 }],
        },
      },
    },
  },
  server: { proxy: { '/api': { target: 'https://localhost:8443', secure: false } } },
});
