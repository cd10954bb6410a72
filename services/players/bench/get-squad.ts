import type { Squad } from '@besteam/contracts/players';
import type { Dispatcher } from 'undici';
import { CONNECTIONS, type MeasuredServer, startMeasuredServer } from './measured-server.ts';

/** Many and short: what else the machine does then strikes both alike. */
const ROUNDS = 40;
const ROUND_MS = 250;
/** Until the compiler is through with what is called. */
const WARM_UP_REQUESTS = 30_000;
const PLAYERS = 14;

interface Measured {
  requests: number;
  /** Of the server's process. */
  processorSeconds: number;
}

/** What each gave in its turn. */
interface Round {
  squad: Measured;
  sameBody: Measured;
  sameAnswer: Measured;
}

/** What Node or Fastify say of every answer by themselves. */
const SAID_ANYWAY = ['date', 'connection', 'keep-alive', 'content-length'];

/**
 * GET squad with a warm cache against a bare Fastify HTTPS route with the same body, and against one that also sends
 * the same headers, by turns: rows of the report.
 */
export async function measureGetSquad(): Promise<string[]> {
  const server = await startMeasuredServer();
  const { service, bare, token } = server;
  const headers = { authorization: `Bearer ${token}` };
  const path = `/api/players/v1/squads/${await aSquad(service, headers)}`;
  const answer = await service.request({ path, method: 'GET', headers });
  const body = await answer.body.text();
  const said = Object.entries(answer.headers).filter(([name]) => !SAID_ANYWAY.includes(name));
  await server.give({ body, headers: Object.fromEntries(said) as Record<string, string> });

  const squadGet = () => get(service, path, headers);
  const bareGet = () => get(bare, '/', headers);
  const bareGetWithHeaders = () => get(bare, '/with-headers', headers);
  for (const call of [squadGet, bareGet, bareGetWithHeaders]) {
    for (let done = 0; done < WARM_UP_REQUESTS; ) done += await repeated(call, ROUND_MS);
  }
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({
      squad: await measured(server, squadGet),
      sameBody: await measured(server, bareGet),
      sameAnswer: await measured(server, bareGetWithHeaders),
    });
  }
  await server.end();
  const what = `\`GET squad\`, ${PLAYERS} players, ${Buffer.byteLength(body)} bytes, warm`;
  const rowsAgainst = (route: string, other: keyof Round) => {
    const pairs = (of: (measured: Measured) => number) =>
      rounds.map((round) => ({ ours: of(round.squad), theirs: of(round[other]) }));
    return [
      row(`${what}: requests a second`, route, pairs(perSecond), '≥ 0.7'),
      row(`${what}: requests a second of processor time`, route, pairs(perProcessorSecond), '–'),
    ];
  };
  return [
    ...rowsAgainst('bare Fastify HTTPS route, same body', 'sameBody'),
    ...rowsAgainst('bare Fastify HTTPS route, same body and headers', 'sameAnswer'),
  ];
}

const perSecond = ({ requests }: Measured) => requests / (ROUND_MS / 1000);
const perProcessorSecond = ({ requests, processorSeconds }: Measured) => requests / processorSeconds;

function row(what: string, route: string, pairs: { ours: number; theirs: number }[], bar: string): string {
  const [ours, theirs] = [median(pairs.map((pair) => pair.ours)), median(pairs.map((pair) => pair.theirs))];
  const ratio = median(pairs.map((pair) => pair.ours / pair.theirs));
  return `| ${what} | ${Math.round(ours)} | ${route}: ${Math.round(theirs)} | ${ratio.toFixed(2)} | ${bar} |`;
}

async function measured(server: MeasuredServer, call: () => Promise<void>): Promise<Measured> {
  const before = await server.processorTime();
  const requests = await repeated(call, ROUND_MS);
  return { requests, processorSeconds: (await server.processorTime()) - before };
}

async function aSquad(service: Dispatcher, headers: Record<string, string>): Promise<string> {
  const post = async (path: string, body: object) => {
    const answer = await service.request({
      path,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.statusCode !== 201) throw new Error(`${path}: ${answer.statusCode} ${await answer.body.text()}`);
    return (await answer.body.json()) as Squad;
  };
  const { id } = await post('/api/players/v1/squads', { name: 'Thursday futsal', sport: 'futsal' });
  const players = Array.from({ length: PLAYERS }, (_, index) => ({
    name: `Player number ${index}`,
    positions: ['defender'],
  }));
  await post(`/api/players/v1/squads/${id}/players`, { players });
  return id;
}

async function get(pool: Dispatcher, path: string, headers: Record<string, string>): Promise<void> {
  const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
  await body.dump();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
}

/** How often the call ended in that time, on every connection at once. */
async function repeated(call: () => Promise<void>, milliseconds: number): Promise<number> {
  const until = performance.now() + milliseconds;
  let done = 0;
  const work = async () => {
    while (performance.now() < until) {
      await call();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return done;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
