import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { draw } from '@besteam/balancer';
import { writeSection } from '@besteam/service-kit/testing';
import { Agent, fetch } from 'undici';
import { CONNECTIONS, call, type Measured, type Member, startMeasured } from './client.ts';
import { delayWhileDrawing } from './delay.ts';
import { insightsOfManyMatches } from './insights.ts';
import { levelsOfLargeSquad } from './levels.ts';
import { percentile, repeat, times } from './measure.ts';

const PREFIX = '/api/matches/v1';
const ROUNDS = 5;
const ROUND_MS = 2000;
const STREAMS = 1000;

const loadNow = () => loadavg()[0]?.toFixed(0);
const loadBefore = loadNow();
const measured = await startMeasured();
const rows: string[] = [];
try {
  const streams = await streamMemory(measured);
  rows.push(await ballots(measured));
  rows.push(await liveDelay(measured));
  for (const players of [14, 22]) rows.push(await drawShare(measured, players));
  rows.push(await delayWhileDrawing(measured));
  rows.push(await insightsOfManyMatches(measured));
  rows.push(...(await levelsOfLargeSquad()));
  rows.push(streams);
} finally {
  await measured.end();
}
const load = `load ${loadBefore} before, ${loadNow()} after`;
const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, ${load}`;
const text = `${new Date().toISOString().slice(0, 10)}, ${machine}. \`npm run bench:matches\`

The service and the bare server share one process and take turns; the store (dynalite) and the client have processes of
their own. The service's ballots include what follows a save: telling two replicas through the outbox.

| what | measured | compared with | ratio | bar |
|---|---|---|---|---|
${rows.join('\n')}
`;
await writeSection(fileURLToPath(new URL('../../../docs/benchmarks.md', import.meta.url)), 'Matches service', text);
process.stdout.write(text);

/** Every save changes something: levels go up and down by halves. */
function ratings({ squad }: Measured, { playerId }: Member, index: number) {
  const level = (index % 11) / 2;
  return Object.fromEntries(squad.players.flatMap(({ id }) => (id === playerId ? [] : [[id, { level }]])));
}

async function ballots(all: Measured): Promise<string> {
  const { squad, members, pools } = all;
  const save = (pool: 'one' | 'bare') => (index: number) => {
    const member = members[index % members.length] ?? { accountId: '', token: '' };
    const body = { ratings: ratings(all, member, Math.floor(index / members.length)) };
    const path = pool === 'one' ? `${PREFIX}/squads/${squad.squadId}/ballot` : `/bare/${squad.squadId}`;
    return call(pools[pool], 'PUT', path, member.token, body, { 'x-rater': member.accountId });
  };
  const done = { one: 0, bare: 0 };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const pool of ['one', 'bare'] as const) {
      const count = await repeat(CONNECTIONS, ROUND_MS, save(pool));
      if (round > 0) done[pool] += count;
    }
  }
  const perSecond = (count: number) => Math.round((count / ROUNDS / ROUND_MS) * 1000);
  const bare = `bare Fastify HTTPS route with the one write, ${perSecond(done.bare)}/s`;
  const ratio = (done.one / done.bare).toFixed(2);
  return `| \`PUT ballot\`, 22 players | ${perSecond(done.one)}/s | ${bare} | ${ratio} | ≥ 0.4 |`;
}

/** From sending a ballot at one replica to hearing of it at the other. */
async function liveDelay(all: Measured): Promise<string> {
  const { squad, members, pools, origins, ca } = all;
  const [rater, listener] = members;
  if (!rater || !listener) throw new Error('the squad has members');
  const agent = new Agent({ connect: { ca }, bodyTimeout: 0 });
  const url = `${origins.two}${PREFIX}/squads/${squad.squadId}/events`;
  const stream = await fetch(url, { headers: { authorization: `Bearer ${listener.token}` }, dispatcher: agent });
  let heard = () => {};
  const reading = (async () => {
    for await (const chunk of stream.body ?? []) if (Buffer.from(chunk).includes('event: ballots')) heard();
  })().catch(() => undefined);
  const path = `${PREFIX}/squads/${squad.squadId}/ballot`;
  const [other = ''] = squad.players.flatMap(({ id }) => (id === rater.playerId ? [] : [id]));
  const save = (level: number) => call(pools.one, 'PUT', path, rater.token, { ratings: { [other]: { level } } });
  await save(5);
  const taken = await times(200, async (index) => {
    const told = new Promise<void>((resolve) => {
      heard = resolve;
    });
    await save(index % 2);
    await told;
  });
  await agent.destroy();
  await reading;
  const [p50, p95] = [percentile(taken, 0.5).toFixed(0), percentile(taken, 0.95).toFixed(0)];
  return `| ballot sent → heard at another replica | p50 ${p50} ms, p95 ${p95} ms | – | – | p95 < 250 ms |`;
}

/** The engine's part of a draw request: its own time for such a squad, warm, beside the request's. */
async function drawShare({ squad, members, pools }: Measured, count: number): Promise<string> {
  const playerIds = squad.players.slice(0, count).map(({ id }) => id);
  const token = members[0]?.token ?? '';
  const path = `${PREFIX}/squads/${squad.squadId}/draws`;
  const request = await times(120, () => call(pools.one, 'POST', path, token, { playerIds, teams: 2 }));
  const players = playerIds.map((id, i) => ({ id, level: Math.round((1 + ((i * 0.618) % 1) * 4) * 100) / 100 }));
  const engine = await times(400, (index) => draw({ players, teams: 2, seed: `seed ${index}` }));
  const [whole, part] = [percentile(request.slice(20), 0.5), percentile(engine.slice(100), 0.5)];
  const share = ((part / whole) * 100).toFixed(1);
  return `| \`POST draws\`, ${count} players | p50 ${whole.toFixed(1)} ms | engine alone, p50 ${part.toFixed(2)} ms | ${share} % | < 10 % |`;
}

async function streamMemory({ squad, members, origins, ca, memory }: Measured): Promise<string> {
  const before = await memory();
  const agent = new Agent({ connect: { ca }, bodyTimeout: 0, pipelining: 0 });
  const url = `${origins.one}${PREFIX}/squads/${squad.squadId}/events`;
  for (let opened = 0; opened < STREAMS; opened += 50) {
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const { token = '' } = members[(opened + i) % members.length] ?? {};
        const { status } = await fetch(url, { headers: { authorization: `Bearer ${token}` }, dispatcher: agent });
        if (status !== 200) throw new Error(`a stream was answered with ${status}`);
      }),
    );
  }
  const megabytes = (((await memory()) - before) / 1e6).toFixed(0);
  await agent.destroy();
  return `| ${STREAMS} idle streams over TLS on one process: its resident memory after a collection, more than before | ${megabytes} MB | – | – | ≤ 100 MB |`;
}
