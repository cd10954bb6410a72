import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import dockerfilelint from 'dockerfilelint';
import type { Check } from '../check.ts';
import { filesUnder } from '../files.ts';

/** The linter is older than some of Docker: an argument or a stage as base, no entry point, a period of grace. */
const withoutNews = (text: string) =>
  text
    .replace(/^FROM (\$\{[A-Z_]+\}|[a-z]+)(?= |$)/gm, 'FROM base:1')
    .replace(/^ENTRYPOINT \[\]$/m, '')
    .replace(/--start-period=\S+ /, '');

/** Dockerfiles by dockerfilelint, and what our images promise: the last stage's user is no root, and it tells its health. */
export const dockerfiles: Check = {
  name: 'dockerfiles',
  async run(root) {
    const files = await filesUnder(root, '**/Dockerfile', '**/*.Dockerfile');
    const all = await Promise.all(
      files.map(async (file) => {
        const text = await readFile(join(root, file), 'utf8');
        return [...linted(text), ...promises(text)].map((message) => ({ file, message }));
      }),
    );
    return all.flat();
  },
};

function linted(text: string): string[] {
  return dockerfilelint
    .run('', withoutNews(text))
    .map(({ line, title, description }) => `line ${line}: ${title}: ${description}`);
}

function promises(text: string): string[] {
  const stages = text.split(/^FROM /m);
  const last = stages.at(-1) ?? '';
  const user = [...last.matchAll(/^USER +(\S+)/gm)].at(-1)?.[1];
  return [
    ...(/^ARG [A-Z_]*IMAGE=/.test(text.replace(/^#.*\n/gm, '')) ? [] : ['the base image is no argument']),
    ...(user === undefined || /^(root|0)(:|$)/.test(user) ? ['runs as root'] : []),
    ...(user !== undefined && /^\d+/.test(user)
      ? []
      : ['its user has no number, so no cluster can tell it is no root']),
    ...(/^HEALTHCHECK /m.test(last) ? [] : ['has no HEALTHCHECK']),
    ...(/^CMD \[/m.test(last) ? [] : ['its CMD is no list, so a shell stands between it and signals']),
    ...(/^ADD /m.test(text) ? ['uses ADD, which unpacks and downloads'] : []),
    ...(/^# *syntax=/m.test(text) ? ['names a syntax, which is an image to be fetched'] : []),
  ];
}
