import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Check } from './check.ts';

/** Every file that was ever committed, and every commit's message: what was taken out again is still there to be read. */
export const secretsInHistory: Check = {
  name: 'secrets in history',
  async run(root) {
    const folder = mkdtempSync(join(tmpdir(), 'besteam-history-'));
    try {
      for (const { id, name, content } of versionsIn(root)) {
        mkdirSync(join(folder, id));
        writeFileSync(join(folder, id, name), content);
      }
      const rules = join(root, '.secretlintrc.json');
      const program = join(import.meta.dirname, '../../node_modules/.bin/secretlint');
      const { status, stdout, stderr } = spawnSync(program, ['--secretlintrc', rules, '**/*'], { cwd: folder });
      const message = `${stdout}${stderr}`.replaceAll(`${folder}/`, '').trim();
      return status === 0 ? [] : [{ file: '.git', message }];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

interface Version {
  id: string;
  /** Of the file; of a commit its type. */
  name: string;
  content: Buffer;
}

/** Generated, or no text. */
const UNREAD = /(^|\/)package-lock\.json$|\.(png|jpe?g|webp|ico|woff2|gz)$/;
const MOST_BYTES = 2 ** 31 - 1;

function* versionsIn(root: string): Generator<Version> {
  const git = (command: string[], input?: string) =>
    execFileSync('git', command, { cwd: root, maxBuffer: MOST_BYTES, ...(input === undefined ? {} : { input }) });
  const listed = git(['rev-list', '--objects', '--all']).toString().trim().split('\n');
  const names = new Map(listed.map((line) => [line.slice(0, 40), line.slice(41)]));
  const wanted = [...names].filter(([, path]) => !UNREAD.test(path)).map(([id]) => id);
  const contents = git(['cat-file', '--batch'], wanted.join('\n'));
  for (let at = 0; at < contents.length; ) {
    const headEnd = contents.indexOf('\n', at);
    const [id = '', type, size] = contents.toString('utf8', at, headEnd).split(' ');
    const end = headEnd + 1 + Number(size);
    const content = contents.subarray(headEnd + 1, end);
    if (type === 'blob') yield { id, name: basename(names.get(id) ?? '') || 'file', content };
    if (type === 'commit') yield { id, name: 'commit', content };
    at = end + 1;
  }
}
