import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import * as registry from '#lib/paraglide/registry.js';
import { messageOf } from '../../../scripts/assembly/shorter.ts';

const folder = fileURLToPath(new URL('../paraglide/messages/', import.meta.url));
const inputs = new Proxy({}, { get: (_, name) => (name === 'count' ? 3 : `<${String(name)}>`) });

/** What the short form of a message says in a language. */
function saidShortly(source: string, language: 'en' | 'es', given: object): string {
  const body = source.replace(/^import .*\n/gm, '').replace(/^export const \w+ =/m, 'return');
  return new Function('registry', 'getLocale', body)(registry, () => language)(given);
}

it('says every message as the generator does, in both languages, of one and of many', () => {
  const names = globSync('*.js', { cwd: folder }).filter((file) => file !== '_index.js');
  expect(names.length).toBeGreaterThan(300);
  for (const file of names) {
    const name = file.slice(0, -3) as keyof typeof m;
    const short = messageOf(readFileSync(folder + file, 'utf8')) ?? '';
    for (const locale of ['en', 'es'] as const) {
      for (const given of [inputs, { count: 1, total: 1, missing: 1, size: 1 }]) {
        const long = (m[name] as (given: object, options: object) => string)(given, { locale });
        expect(saidShortly(short, locale, given), name).toBe(long);
      }
    }
  }
});

it('is much shorter', () => {
  const source = readFileSync(`${folder}draw_count.js`, 'utf8');
  expect(messageOf(source)?.length).toBeLessThan(source.length / 2);
});

it('leaves alone what is no message', () => {
  expect(messageOf('export const m = {};')).toBeUndefined();
});
