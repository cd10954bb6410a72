import { createSquad, exportSquad, getSquad, leaveSquad, listMySquads } from '@besteam/contracts/players';
import { type Client, createClient as createGenerated } from '@besteam/contracts/players/client';
import { describe, expect, it } from 'vitest';
import { createClient as createLight } from './light-client.ts';

const baseUrl = 'https://localhost/api/players/v1';
const path = { squadId: 'a/b c' };
const operations = {
  'with a query': (client: Client) => listMySquads({ client, query: { limit: 100, cursor: 'a&b' } }),
  'with a path': (client: Client) => getSquad({ client, path }),
  'with a body and a header': (client: Client) =>
    createSquad({ client, body: { name: 'Júe', sport: 'futsal' }, headers: { 'Idempotency-Key': 'k' } }),
  'with neither': (client: Client) => leaveSquad({ client, path }),
  'for a text': (client: Client) => exportSquad({ client, path, query: { format: 'csv' }, parseAs: 'text' }),
};
const answers = {
  json: () => Response.json({ id: 'x' }),
  'nothing to say': () => new Response(null, { status: 204 }),
  'a problem': () => Response.json({ type: 'https://besteam/problems/not-found' }, { status: 404 }),
  "a proxy's page": () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
  'a page where JSON was due': () =>
    new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'application/json' } }),
  'no connection': () => Promise.reject(new TypeError('Failed to fetch')),
};

/** What is sent, and what comes back, as the callers (api/answered.ts) read it. */
async function done(create: typeof createGenerated, call: (client: Client) => Promise<object>, answer: () => unknown) {
  const sent: unknown[] = [];
  const send = async (request: Request) => {
    sent.push([request.method, request.url, [...request.headers], await request.text()]);
    return answer();
  };
  // The generated client hands a Request to its fetch, and so does this one.
  const { data, error, response } = (await call(create({ baseUrl, fetch: send as typeof fetch }))) as Record<
    string,
    unknown
  >;
  const status = response instanceof Response ? response.status : undefined;
  // Nobody reads what comes with nothing.
  return { sent, data: status === 204 ? data !== undefined : data, error, status };
}

describe.each(Object.entries(operations))('the light client, as the generated one, on an operation %s', (_, call) => {
  it.each(Object.entries(answers))('answered by %s', async (_said, answer) => {
    // Of the generated client's methods it has those that the operations use.
    const light = await done(createLight as unknown as typeof createGenerated, call, answer);
    expect(light).toEqual(await done(createGenerated, call, answer));
    expect(light.sent).toHaveLength(1);
  });
});
