import type { Document } from './documents.ts';

const PROGRAMS = 'npm|npx|node|docker|helm|kubectl|aws|apt-get|openssl|jq|git|cp';
const A_COMMAND = new RegExp(String.raw`^(?:(?:${PROGRAMS}) \S|[\w./<>-]+\.sh(?: |$))`);
const BLOCK = /^ *```(\w*)\n([\s\S]+?)^ *```/gm;
/** A block that a test runs as it is written, whole: `<!-- tour -->` stands before it. */
const RUN_AS_WRITTEN = /<!-- [\w-]+ -->\n```sh\n[\s\S]+?^```/gm;

/**
 * The commands a document tells: the lines of its shell blocks, indented or not, and what stands between backquotes and
 * begins like one. What only names a program and one of its commands (`helm test`, `aws.sh restore`) is a word of prose.
 */
export function commandsOf({ text }: Pick<Document, 'text'>): string[] {
  const told = text.replaceAll(RUN_AS_WRITTEN, '');
  const blocks = [...told.matchAll(BLOCK)].flatMap(([, language = '', block = '']) =>
    ['', 'sh', 'bash'].includes(language) ? linesOf(block) : [],
  );
  const inline = [...told.replaceAll(BLOCK, '').matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => !isAWord(code));
  return [...blocks, ...inline]
    .flatMap((line) => line.split(/ && | \| /))
    .map((command) => command.replace(/^\((?=cd )/, '').trim())
    .filter((command) => A_COMMAND.test(command));
}

/** The blocks that a test is said to run, by what is written before them. */
export function blocksRunAsWritten({ text }: Pick<Document, 'text'>): string[] {
  return [...text.matchAll(/<!-- ([\w-]+) -->\n```sh\n/g)].map(([, name = '']) => name);
}

/** One command a line: without comments, settings before it, and the ends of lines that go on. */
function linesOf(block: string): string[] {
  return block
    .replaceAll(/(\\|(?<=\|))\n/g, ' ')
    .split('\n')
    .map((line) => line.replace(/(^|\s)#.*$/, '').replaceAll(/\s+/g, ' '))
    .map((line) => line.trim().replace(/^(?:[A-Z_]+=\S+ )+/, ''));
}

function isAWord(code: string): boolean {
  return (
    /^(?:docker(?: compose)?|helm|kubectl(?: rollout)?|aws|git(?: subtree)?) [\w-]+$/.test(code) ||
    /^[\w-]+\.sh(?: [a-z]+)?$/.test(code) ||
    code === 'npm run'
  );
}
