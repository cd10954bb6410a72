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

/** GET squad with a warm cache against a bare Fastify HTTPS route with the same bytes, by turns: rows of the report. */
export async function measureGetSquad(): Promise<string[]> {
  const server = await startMeasuredServer();
  const { service, bare, token } = server;
  const headers = { authorization: `Bearer ${token}` };
  const path = `/api/players/v1/squads/${await aSquad(service, headers)}`;
  const { body } = await service.request({ path, method: 'GET', headers });
  const bytes = await body.text();
  await server.give(bytes);

  const bareGet = () => get(bare, '/', headers);
  const squadGet = () => get(service, path, headers);
  for (const call of [bareGet, squadGet]) {
    for (let done = 0; done < WARM_UP_REQUESTS; ) done += await repeated(call, ROUND_MS);
  }
  const theirs: Measured[] = [];
  const ours: Measured[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(await measured(server, bareGet));
    ours.push(await measured(server, squadGet));
  }
  await server.end();
  const what = `\`GET squad\`, ${PLAYERS} players, ${Buffer.byteLength(bytes)} bytes, warm`;
  return [
    row(`${what}: requests a second`, ours.map(perSecond), theirs.map(perSecond), '≥ 0.7'),
    row(
      `${what}: requests a second of processor time`,
      ours.map(perProcessorSecond),
      theirs.map(perProcessorSecond),
      '–',
    ),
  ];
}

const perSecond = ({ requests }: Measured) => requests / (ROUND_MS / 1000);
const perProcessorSecond = ({ requests, processorSeconds }: Measured) => requests / processorSeconds;

function row(what: string, ours: number[], theirs: number[], bar: string): string {
  const ratios = ours.map((one, round) => one / (theirs[round] ?? 0));
  const compared = `bare Fastify HTTPS route, same bytes: ${Math.round(median(theirs))}`;
  return `| ${what} | ${Math.round(median(ours))} | ${compared} | ${median(ratios).toFixed(2)} | ${bar} |`;
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
