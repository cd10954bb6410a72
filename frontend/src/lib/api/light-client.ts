type Options = { baseUrl?: string; fetch?: typeof fetch };

/** What a generated operation hands to its client. */
type Call = {
  url: string;
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  body?: unknown;
  parseAs?: 'json' | 'text';
};

/**
 * Stands in for the client generated beside the operations, which knows every way there is to write a parameter: in the
 * app's build (scripts/assembly/lighter.ts) this one, with the same answers, is a tenth of it on everybody's first screen.
 */
export function createClient({ baseUrl = '', fetch: send = fetch }: Options) {
  const by = (method: string) => async (call: Call) => {
    let response: Response | undefined;
    try {
      response = await send(new Request(baseUrl + addressOf(call), { method, ...contentOf(call) }));
      const text = await response.text();
      if (!response.ok) throw problemIn(text);
      return { data: call.parseAs === 'text' ? text : text ? JSON.parse(text) : {}, response };
    } catch (error) {
      return { error: error || {}, response };
    }
  };
  return { get: by('GET'), post: by('POST'), put: by('PUT'), patch: by('PATCH'), delete: by('DELETE') };
}

export const createConfig = (options: Options): Options => options;

function addressOf({ url, path = {}, query = {} }: Call): string {
  const filled = url.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
  return asked ? `${filled}?${asked}` : filled;
}

function contentOf({ headers = {}, body }: Call): RequestInit {
  // The generated operations name the type of a body themselves, those of the app's build do not (scripts/assembly/shorter.ts).
  if (body !== undefined)
    return { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
  // Nor is there a type where there is no body.
  const { 'Content-Type': _none, ...others } = headers;
  return { headers: others };
}

function problemIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
