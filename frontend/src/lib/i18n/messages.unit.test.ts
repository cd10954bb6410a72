import { describe, expect, it } from 'vitest';
import { m } from '#lib/paraglide/messages.js';
import en from '../../../messages/en.json' with { type: 'json' };
import es from '../../../messages/es.json' with { type: 'json' };

type Message = string | { declarations: string[]; match: Record<string, string> }[];
const catalogues: Record<string, Record<string, Message>> = { en, es };

function placeholders(message: Message): string[] {
  const texts = typeof message === 'string' ? [message] : message.flatMap((variant) => Object.values(variant.match));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1] ?? '')))].sort();
}

const keys = [...new Set(Object.values(catalogues).flatMap(Object.keys))];

describe.each(['en', 'es'])('the messages in %s', (language) => {
  const catalogue = catalogues[language] ?? {};

  it('has every message, and none is empty', () => {
    const missing = keys.filter((key) => {
      const message = catalogue[key];
      return message === undefined || message.length === 0;
    });
    expect(missing).toEqual([]);
  });

  it('names the same things as the other language', () => {
    const different = keys.filter(
      (key) =>
        JSON.stringify(placeholders(en[key as keyof typeof en])) !== JSON.stringify(placeholders(catalogue[key] ?? '')),
    );
    expect(different).toEqual([]);
  });
});

it('counts in Spanish how often two play together', () => {
  const pair = (together: number) => m.history_pair({ a: 'Ana', b: 'Leo', together, against: 2 }, { locale: 'es' });
  expect(pair(1)).toBe('Ana y Leo: 1 vez en el mismo equipo, 2 en contra');
  expect(pair(3)).toBe('Ana y Leo: 3 veces en el mismo equipo, 2 en contra');
});
