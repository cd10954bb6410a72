import en from '../../frontend/messages/en.json' with { type: 'json' };
import es from '../../frontend/messages/es.json' with { type: 'json' };

type Catalogue = typeof en;
export type Key = Exclude<keyof Catalogue, '$schema'>;
export type Words = (key: Key, inputs?: Record<string, string | number>) => string;

/** The app's own messages in a language, so that a journey is one test in both. */
export function wordsIn(locale: string): Words {
  const catalogue: Catalogue = locale.startsWith('es') ? (es as unknown as Catalogue) : en;
  return (key, inputs = {}) => {
    const message: unknown = catalogue[key];
    const pattern = typeof message === 'string' ? message : pluralOf(message, inputs);
    return pattern.replace(/{(\w+)}/g, (_, name: string) => String(inputs[name] ?? `{${name}}`));
  };
}

function pluralOf(message: unknown, inputs: Record<string, string | number>): string {
  const [{ match }] = message as [{ match: Record<string, string> }];
  const text = match[Object.values(inputs).includes(1) ? 'plural=one' : 'plural=*'];
  if (text === undefined) throw new Error(`no plural in ${JSON.stringify(message)}`);
  return text;
}
