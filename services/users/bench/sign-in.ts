import { availableParallelism } from 'node:os';
import type { Dispatcher } from 'undici';
import { openPoster, type Poster } from './light-client.ts';
import type { Cpu, MeasuredServer } from './measured-server.ts';
import { type Contender, median, repeat, sideBySide } from './side-by-side.ts';

/** Ten rounds each: a hash takes sixty milliseconds, and a short round would be its first and last ones, with cores that wait. */
const MEASURE_MS = 30_000;
const CPU_ROUNDS = 7;
const CPU_ROUND_MS = 1200;
const CLIENTS = 8;
const password = 'five-a-side-on-thursdays';

/**
 * Sign-ins a second over HTTPS, against as many argon2id verifications as the same process could do if it had nothing
 * else to do and nobody to answer; against a bare route that verifies a password, with the same client; and, by the
 * processor's time of the service alone, without client and database, which have machines of their own elsewhere.
 */
export async function measureSignIn(server: MeasuredServer, engine: string): Promise<string[]> {
  const emails = Array.from({ length: CLIENTS }, (_, i) => `bench-${i}@example.org`);
  for (const email of emails) await post(server.service, 'accounts', { email, password, displayName: 'Bench' });
  const { origin, bareOrigin, ca } = server;
  const signIns = emails.map((email) => {
    const path = '/api/users/v1/sessions';
    return openPoster({ origin, ca, path, body: { email, password }, expected: 201 });
  });
  const verifications = emails.map(() => {
    return openPoster({ origin: bareOrigin, ca, path: '/verifications', body: { password }, expected: 200 });
  });
  const signIn = contender(await Promise.all(signIns));
  const route = contender(await Promise.all(verifications));
  const argon2 = { work: (ms: number) => server.argon2(availableParallelism(), ms) };

  const limit = await sideBySide(signIn, argon2, MEASURE_MS);
  const sameClient = await sideBySide(signIn, route, MEASURE_MS);
  const cpu: Record<'signIn' | 'argon2' | 'route', Cpu>[] = [];
  for (let round = 0; round < CPU_ROUNDS; round++) {
    cpu.push({
      signIn: await cpuOf(server, signIn),
      argon2: await cpuOf(server, argon2),
      route: await cpuOf(server, route),
    });
  }
  signIn.close();
  route.close();

  const row = (what: string, measured: string, against: string, ratio: number, bar: string) =>
    `| ${what} (${engine}) | ${measured} | ${against} | ${ratio.toFixed(2)} | ${bar} |`;
  const perSecond = (value: number) => `${value.toFixed(1)}/s`;
  const cpuRow = (what: string, other: 'argon2' | 'route') => {
    const ratio = median(cpu.map((round) => sum(round[other]) / sum(round.signIn)));
    const [own, theirs] = [inParts(cpu.map((round) => round.signIn)), inParts(cpu.map((round) => round[other]))];
    return row('sign in, processor time of the service', own, `${what}, ${theirs}`, ratio, '–');
  };
  const { one, other, ratio } = limit;
  return [
    row('sign in', perSecond(one), `bare argon2id, ${perSecond(other)}`, ratio, '≥ 0.9'),
    row(
      'sign in',
      perSecond(sameClient.one),
      `bare Fastify route, argon2id only, ${perSecond(sameClient.other)}`,
      sameClient.ratio,
      '–',
    ),
    cpuRow('bare argon2id', 'argon2'),
    cpuRow('bare Fastify route, argon2id only', 'route'),
  ];
}

function contender(posters: Poster[]): Contender & { close(): void } {
  return {
    work: (ms) => repeat(posters.length, ms, async (client) => posters[client]?.post()),
    close: () => posters.map((poster) => poster.close()),
  };
}

/** Milliseconds of the server's threads for one operation. */
async function cpuOf(server: MeasuredServer, { work }: Contender): Promise<Cpu> {
  const before = await server.cpu();
  const done = await work(CPU_ROUND_MS);
  const after = await server.cpu();
  return { main: (after.main - before.main) / done, others: (after.others - before.others) / done };
}

const sum = ({ main, others }: Cpu) => main + others;

/** The hashes' and the other threads' part, and that of the thread that answers. */
function inParts(rounds: Cpu[]): string {
  const [others, main] = [median(rounds.map((cpu) => cpu.others)), median(rounds.map((cpu) => cpu.main))];
  return `${others.toFixed(1)} + ${main.toFixed(1)} ms`;
}

/** Posts, and throws at anything but 201. */
export async function post(to: Dispatcher, path: string, body: object): Promise<{ accessToken: string }> {
  const answer = await to.request({
    method: 'POST',
    path: `/api/users/v1/${path}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (answer.statusCode !== 201) throw new Error(`${path} answered ${answer.statusCode}: ${await answer.body.text()}`);
  return (await answer.body.json()) as { accessToken: string };
}
