import { readFile } from 'node:fs/promises';

export type Words = (key: string, inputs?: Record<string, string>) => string;

/** The app's own messages (those without plurals), to find buttons by what they say. */
export async function wordsIn(language: string): Promise<Words> {
  const file = new URL(`../../messages/${language}.json`, import.meta.url);
  const catalogue = new Map<string, unknown>(Object.entries(JSON.parse(await readFile(file, 'utf8'))));
  return (key, inputs = {}) => {
    const message = catalogue.get(key);
    if (typeof message !== 'string') throw new Error(`no plain message ${key}`);
    return message.replace(/{(\w+)}/g, (_, name: string) => inputs[name] ?? '');
  };
}
