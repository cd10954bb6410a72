import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const lightClient = fileURLToPath(new URL('../../src/lib/api/light-client.ts', import.meta.url));

/** The three generated API clients are the same code but for their operations: one light copy travels. */
export const oneApiClient: Plugin = {
  name: 'one-api-client',
  enforce: 'pre',
  apply: 'build',
  async resolveId(source, importer, options) {
    if (!/^@besteam\/contracts\/\w+\/client$|\/client\/index\.ts$/.test(source)) return null;
    const found = await this.resolve(source, importer, { ...options, skipSelf: true });
    return found && /\/contracts\/generated\/\w+\/client\/index\.ts$/.test(found.id) ? lightClient : null;
  },
};

/** Svelte and SvelteKit, and what every screen is made of, also before it knows anything, or when it cannot. */
const everywhere =
  /\/node_modules\/(?!.*\/runtime\/client\/(?:client-)?entry\.js$)(?:svelte|@sveltejs|devalue|clsx|esm-env)\/|\/src\/routes\/\+(?:layout|error)\.svelte|\/src\/lib\/(?:components\/(?:Screen|Gate|NotFound|UpdatePrompt|Icon)\.|device\/|squads\/(?:join-code|invitation)|account\/next|api\/(?:account|squads|remote|problem(?!-words))|i18n\/)/;
/** What the screens of a squad share: whoever joins one needs it next. */
const ofSquads =
  /\/src\/routes\/s\/\[squadId\]\/\+layout|\/src\/lib\/(?:api\/matches|squads\/(?:sports|squad-context)|draws\/(?:fresh-draw|grade-word|known-levels|rules|ringers|team-sizes)|matches\/(?:even-word|match-day|who-is-in)|components\/(?:SquadProvider|Bib|Switch)\.|paraglide\/messages\/(?:adjusted|cancel|draw_players|goalkeeper|grade_(?:best|very|even)|history_title|match_called_off|rate_done|ringer_badge|squad_who_am_i|teams_team)\.)/;
/** What the squad's own screen shares with its matches, planned ones, and its settings. */
const ofHome =
  /\/src\/lib\/(?:components\/(?:ClaimRequests|MatchList|MyAnswer)\.|matches\/answering|paraglide\/messages\/attendance_(?:in|maybe|out|title)\.)/;
/** What the screens with teams share: drawn by a service, or here. */
const ofTeams =
  /\/src\/lib\/(?:components\/(?:BalancePicture|Pitch|PitchLines|PlayerChip)\.|paraglide\/messages\/share_(?:made_with|title)\.)/;
/** What a match has below its teams, and other screens have parts of. */
const belowTeams =
  /\/src\/lib\/(?:components\/(?:CalendarButton|Confirm|CopyButton|PlanChange|ShareWays)\.|matches\/plan-fields|share\/|draws\/share-text)/;

/** Few files, for each costs its headers and its turn, and little in them that a screen does not need. */
export const sharedFiles = [
  // SvelteKit must begin after the page has told it where it is: what is told stays apart.
  { name: 'start', test: /\/runtime\/client\/payload\.js$|vite\/preload-helper/, priority: 4 },
  { name: 'app', test: new RegExp(`${everywhere.source}|${ofSquads.source}`), priority: 3 },
  { name: 'home', test: ofHome },
  { name: 'teams', test: ofTeams },
  { name: 'below', test: belowTeams },
];

/** Of what a part needs besides itself, only styles are asked for before it; scripts ask for one another. */
export const stylesFirst = (_part: string, needs: string[]): string[] => needs.filter((file) => file.endsWith('.css'));
