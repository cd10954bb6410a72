import { readFileSync } from 'node:fs';
import { Agent, fetch as undiciFetch } from 'undici';

/** fetch that trusts this authority, patient enough for a machine on which much is going on; `close` cuts what is open. */
export function trustingFetch(caFile: string): { fetch: typeof fetch; close: () => Promise<void> } {
  const agent = new Agent({ connect: { ca: readFileSync(caFile, 'utf8') }, headersTimeout: 30_000 });
  return {
    fetch: ((input: string, init?: object) =>
      undiciFetch(input, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    close: () => agent.destroy(),
  };
}
