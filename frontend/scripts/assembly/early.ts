import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Adapter } from '@sveltejs/kit';
import { routeFiles } from './route-files.ts';
import { inPage } from './start-script.ts';

const startScript = inPage(readFileSync(new URL('../../boot/boot.js', import.meta.url), 'utf8'));

/** How the content security policy knows it. */
export const startScriptHash = `sha256-${createHash('sha256').update(startScript).digest('base64')}` as const;

const squads = '/api/players/v1/squads/$1';
const match = '/api/matches/v1/squads/$1/matches/$2';

/** What screens ask for first, by their route: asked while their scripts are still on their way. */
const asked: Record<string, string[]> = {
  '/join/[code]': ['/api/players/v1/invitations/$1'],
  '/s/[squadId]': [squads, '/api/matches/v1/squads/$1/matches?limit=50'],
  '/s/[squadId]/rate': [squads, '/api/matches/v1/squads/$1/ballot'],
  '/s/[squadId]/draw': [squads],
  '/s/[squadId]/matches/[matchId]': [squads, match],
};

/**
 * Lets the shell of the app name, for the screens people arrive at, which files and answers they need: the start script
 * asks for all of them at once, instead of one finding out about the next.
 */
export function askingEarly(adapter: Adapter): Adapter {
  return {
    ...adapter,
    adapt: (builder) =>
      adapter.adapt({
        ...builder,
        async generateFallback(destination) {
          await builder.generateFallback(destination);
          const page = withoutUnasked(await readFile(destination, 'utf8'), await routeFiles());
          await writeFile(destination, page.replace('%early%', await early(page)));
        },
      }),
  };
}

/** SvelteKit has the page ask for what it would load of the layout by itself; here that is in the app's own file. */
function withoutUnasked(page: string, routes: Map<string, string[]>): string {
  const needed = new Set(Object.keys(asked).flatMap((route) => routes.get(route) ?? []));
  return page.replace(/\s*<link href="\/([^"]*)" rel="modulepreload">/g, (link, file) =>
    needed.has(file) ? link : '',
  );
}

async function early(page: string): Promise<string> {
  const files = await routeFiles();
  const screens = Object.entries(asked).map(([route, ask]) => ({
    at: `^${route.replace(/\[\w+\]/g, '([\\w-]+)')}/?$`,
    files: (files.get(route) ?? []).filter((file) => !page.includes(file)).map((file) => `/${file}`),
    ask,
  }));
  return `<script type="application/json" id="early">${JSON.stringify(screens)}</script>`;
}
