import type { Plugin } from 'vite';

/** A module that does nothing, under all these names. */
const idle = (...names: string[]) =>
  `/* @__NO_SIDE_EFFECTS__ */ function nothing() {} export { ${names.map((name) => `nothing as ${name}`).join(', ')} };`;

/** What libraries bring for things this app never does or does in another way, and what it gets instead. */
const replaced = [
  {
    // Writes data of servers, which this app has none of, and what pages keep in the history, which is plain JSON.
    module: /\/node_modules\/devalue\/index\.js$/,
    code: 'const plain = (value) => JSON.stringify(value); const read = (text) => JSON.parse(text); export { plain as stringify, plain as uneval, read as parse, read as unflatten };',
  },
  {
    // Answers that a server has written into the page: there is no such server.
    module: /\/@sveltejs\/kit\/src\/runtime\/client\/fetcher\.js$/,
    code: 'const ask = (resource, init) => fetch(resource, init); const nothing = () => {}; export { ask as initial_fetch, ask as subsequent_fetch, ask as dev_fetch, nothing as lock_fetch, nothing as unlock_fetch };',
  },
  {
    // What screens keep for the way back: each remembers on the device what it needs.
    module: /\/@sveltejs\/kit\/src\/runtime\/client\/snapshots\.js$/,
    code: idle(
      ...['snapshot', 'init_snapshots', 'current_registrations', 'capture_navigation_snapshot'],
      ...['restore_navigation_snapshot', 'delete_navigation_snapshot', 'persist_navigation_snapshots'],
    ),
  },
  {
    // The pages hold nothing of the app that could be brought to life: every screen is made anew in the browser.
    module: /\/svelte\/src\/internal\/client\/dom\/hydration\.js$/,
    code: `export const hydrating = false; export const hydrate_node = null; ${idle(
      ...['set_hydrating', 'set_hydrate_node', 'hydrate_next', 'reset', 'hydrate_template', 'next', 'skip_nodes'],
      'read_hydration_instruction',
    )}`,
  },
  {
    // Makes an `Intl.PluralRules` at every call, and is asked at every tick; both languages tell one from all others.
    module: /\/src\/lib\/paraglide\/registry\.js$/,
    code: "export const plural = (_, count) => (Number(count) === 1 ? 'one' : 'other');",
  },
  {
    // Knows addresses with parts that may be missing, repeat, or be checked; those here are words and `[names]`.
    module: /\/@sveltejs\/kit\/src\/utils\/routing\.js$/,
    code: `const name = /\\[(\\w+)\\]/g;
      export const parse_route_id = (id) => ({
        pattern: new RegExp('^' + (id === '/' ? '' : id.replace(name, '([^/]+?)')) + '/?$'),
        params: Array.from(id.matchAll(name), (found) => found[1]),
      });
      export const exec = (match, params) =>
        Object.fromEntries(params.map((param, index) => [param, decodeURIComponent(match[index + 1])]));
      export const resolve_route = (id, params) => id.replace(name, (_, param) => params[param]);
      ${idle('find_route', 'get_route_segments', 'validate_route_id_params')}`,
  },
  {
    // Asks for scripts too, which ask for one another themselves, and minds content policies with nonces. What has to be
    // there before a screen can be shown is its styles (of which the page itself may hold some).
    module: /vite\/preload-helper/,
    code: `const asked = {};
      const style = (href) =>
        (asked[href] ??= new Promise((loaded, failed) => {
          if ([...document.querySelectorAll('[rel=stylesheet]')].some((link) => link.href === href)) return loaded();
          const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href, onload: loaded });
          link.onerror = () => {
            asked[href] = undefined;
            failed(new Error(href));
          };
          document.head.append(link);
        }));
      export const __vitePreload = async (load, files = [], from) => {
        await Promise.all(files.map((file) => style(new URL(file, from).href)));
        return load();
      };`,
  },
  {
    // Finds the language in addresses, cookies and more; the start script has found it already (boot/boot.js).
    module: /\/src\/lib\/paraglide\/runtime\.js$/,
    code: `export const locales = ['en', 'es']; export const experimentalStaticLocale = undefined;
      let ask = () => document.documentElement.lang; export const getLocale = () => ask();
      export const overwriteGetLocale = (other) => { ask = other; };
      export const setLocale = (locale) => { try { localStorage.setItem('PARAGLIDE_LOCALE', locale); } catch {} };`,
  },
];

const kitClient = /\/@sveltejs\/kit\/src\/runtime\/client\/client\.js$/;
const kitApp = /\/client-optimized\/app\.js$/;

/** Single lines, for the same reasons. */
const changed = [
  { module: kitClient, from: 'should_hydrate ? hydrate : mount', to: 'mount' },
  { module: kitClient, from: 'await _hydrate(target, data);', to: '' },
  // Screens live at addresses, not behind `#`.
  { module: kitClient, from: 'app.hash', to: 'false' },
  // Where a page begins, the focus is where it belongs already: to set it would only have the page laid out twice.
  {
    module: kitClient,
    from: '\t\treset_focus(url);\n',
    to: "\t\tif (nav.navigation.type !== 'enter') reset_focus(url);\n",
  },
  {
    module: kitClient,
    from: 'nav.navigation.to.scroll = scroll_state();',
    to: "if (nav.navigation.type !== 'enter') nav.navigation.to.scroll = scroll_state();",
  },
  {
    // The layouts and the error page come with the app, not in files of their own.
    module: kitApp,
    from: "() => import('./nodes/0'),\n\t() => import('./nodes/1'),\n\t() => import('./nodes/2'),",
    to: 'async () => ({ component: layout }),\n\tasync () => ({ component: failure }),\n\tasync () => ({ component: ofSquad }),',
  },
  {
    module: kitApp,
    from: 'export const nodes',
    to: `${['layout:+layout', 'failure:+error', 'ofSquad:s/[squadId]/+layout']
      .map((named) => named.split(':'))
      .map(([name, file]) => `import ${name} from '../../../../src/routes/${file}.svelte';`)
      .join('\n')}\nexport const nodes`,
  },
];

/** Takes it out of the browser's build. Where a library has moved on, the build fails, not the app. */
export function nothingUnused(): Plugin {
  const met = new Set<object>();
  return {
    name: 'nothing-unused',
    enforce: 'pre',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    load(id) {
      const found = replaced.find(({ module }) => module.test(id));
      if (found) met.add(found);
      return found?.code;
    },
    transform(source, id) {
      const here = changed.filter(({ module, from }) => module.test(id) && source.includes(from));
      for (const change of here) met.add(change);
      return here.length === 0 ? null : here.reduce((code, { from, to }) => code.replaceAll(from, to), source);
    },
    generateBundle() {
      const gone = [...replaced, ...changed].filter((one) => !met.has(one));
      if (gone.length > 0) this.error(`nowhere in the app any more: ${gone.map(({ module }) => module).join(', ')}`);
    },
  };
}
