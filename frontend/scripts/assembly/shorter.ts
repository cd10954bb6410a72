import type { Plugin } from 'vite';

const message = /\/src\/lib\/paraglide\/messages\/(\w+)\.js$/;
const operations = /\/contracts\/generated\/\w+\/sdk\.gen\.ts$/;

/** What generators write at length, said shortly: the same functions. The build fails where they write otherwise. */
export function saidShortly(): Plugin {
  const said = new Set<string>();
  return {
    name: 'said-shortly',
    enforce: 'pre',
    apply: 'build',
    applyToEnvironment: ({ name }) => name === 'client',
    transform(source, id) {
      const short = operations.test(id) ? operationsOf(source) : message.test(id) ? messageOf(source) : undefined;
      if (short === undefined) return null;
      said.add(operations.test(id) ? 'operations' : 'messages');
      return short;
    },
    generateBundle() {
      if (said.size < 2) this.error(`only ${[...said].join()} are said shortly any more`);
    },
  };
}

/** Who may call, and of what type a body is, is the same for all: the light client (lighter.ts) knows it. */
function operationsOf(source: string): string | undefined {
  const short = source
    .replace(/\n\s*security: \[[^\]]*\],/g, '')
    .replace(/,\n\s*headers: \{\n\s*'Content-Type': 'application\/json',\n\s*\.\.\.options\??\.headers\n\s*\}/g, '');
  return /security:|'Content-Type'/.test(short) ? undefined : short;
}

const text = /return \/\*\* @type \{LocalizedString\} \*\/ \((`(?:[^`\\]|\\.)*`)\)/g;

/**
 * A message is a function for each language and one that chooses; where a language needs no plural they are one. Both
 * languages at once are for the landing page alone, which is written while building.
 */
export function messageOf(source: string): string | undefined {
  const [imports = ''] = /^(?:import .*\n)+/m.exec(source) ?? [];
  const [, name] = /^export const (\w+) = /m.exec(source) ?? [];
  const functions = [...source.matchAll(/^const (en|es)_\w+ = \/\*\*.*?\*\/ (\(\w*\)) => (\{[\s\S]*?\n\});$/gm)];
  if (!name || functions.length !== 2) return undefined;
  const [en, es] = functions.map(([, , input = '', body = '']) => {
    const texts = [...body.matchAll(text)];
    const plain = /^\{\s*return /.test(body) && texts.length === 1;
    return plain ? { input, says: texts[0]?.[1] } : { input: '(i)', says: `(() => ${body})()` };
  });
  const input = en?.input === es?.input ? en?.input : '(i)';
  const chosen = `getLocale() === "es" ? ${es?.says} : ${en?.says}`.replace(/([{ ])i\?\./g, '$1i.');
  return `${imports}export const ${name} = ${input} => ${chosen};`;
}
