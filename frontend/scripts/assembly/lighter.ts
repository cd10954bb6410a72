import type { Plugin } from 'vite';

/** The three generated API clients are the same code but for their operations: one copy travels. */
export const oneApiClient: Plugin = {
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

/** What the generated client and SvelteKit bring for things this app does in another way, and what it gets instead. */
const replaced = [
  {
    // Events are read by api/event-stream.ts.
    module: /\/contracts\/generated\/users\/core\/serverSentEvents\.gen\.ts$/,
    code: "export const createSseClient = () => { throw new Error('not in this app') };",
  },
  {
    // Writes data of servers, which this app has none of, and what pages keep in the history, which is plain JSON.
    module: /\/node_modules\/devalue\/index\.js$/,
    code: 'const plain = (value) => JSON.stringify(value); const read = (text) => JSON.parse(text); export { plain as stringify, plain as uneval, read as parse, read as unflatten };',
  },
];

export const nothingUnused: Plugin = {
  name: 'nothing-unused',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  load: (id) => replaced.find(({ module }) => module.test(id))?.code,
};

/** Svelte and SvelteKit, apart from SvelteKit's own entries: those load the rest by themselves. */
const framework =
  /\/node_modules\/(?!.*\/runtime\/client\/(?:client-)?entry\.js$)(?:svelte|@sveltejs|devalue|clsx|esm-env)\//;
/** What every screen is made of, also before it knows anything, or when it cannot. */
const everywhere =
  /\/src\/lib\/(?:components\/(?:Screen|Gate|NotFound|UpdatePrompt|Icon)\.|device\/|squads\/join-code|api\/(?:account|squads|remote|problem)|i18n\/)/;
/** Not what only those need who have an account, or are about to. */
const ofSquads = /\/src\/lib\/(?!account\/|components\/(?:StepForm|Field))|\/contracts\/generated\/matches\//;

/** Few files, for each costs its headers and its turn, and little in them that a screen does not need. */
export const sharedFiles = [
  // SvelteKit must begin after the page has told it where it is: what is told stays apart.
  { name: 'start', test: /\/runtime\/client\/payload\.js$|vite\/preload-helper|rolldown\/runtime/, priority: 4 },
  { name: 'framework', test: framework, priority: 3 },
  { name: 'screens', test: everywhere, priority: 2 },
  { name: 'squad', test: ofSquads, minShareCount: 3 },
];
