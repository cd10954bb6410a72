import { Pool } from 'undici';

export interface Side {
  pool: Pool;
  /** Seconds of its server's process. */
  processorTime(): number | Promise<number>;
  request: {
    method: 'GET' | 'PUT';
    path: string;
    /** One after the other. */
    tokens: string[];
    body?: (index: number) => object;
  };
}

export interface Measured {
  perSecond: number;
  perProcessorSecond: number;
}

export const CONNECTIONS = 16;
const ROUNDS = 12;
const ROUND_MS = 1000;
const WARM_UP_MS = 6000;

export function poolTo(origin: string, ca: string): Pool {
  return new Pool(origin, { connections: CONNECTIONS, connect: { ca } });
}

/** Every side in turn, again and again; the medians of each. */
export async function byTurns(sides: Side[]): Promise<Measured[]> {
  for (const side of sides) await repeated(side, WARM_UP_MS);
  const rounds: Measured[][] = sides.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, side] of sides.entries()) {
      const before = await side.processorTime();
      const done = await repeated(side, ROUND_MS);
      const seconds = (await side.processorTime()) - before;
      rounds[index]?.push({ perSecond: done / (ROUND_MS / 1000), perProcessorSecond: done / seconds });
    }
  }
  return rounds.map((all) => ({
    perSecond: median(all.map(({ perSecond }) => perSecond)),
    perProcessorSecond: median(all.map(({ perProcessorSecond }) => perProcessorSecond)),
  }));
}

/** How often the request was answered with 200 in that time, on every connection at once. */
async function repeated({ pool, request }: Side, milliseconds: number): Promise<number> {
  const { method, path, tokens, body } = request;
  const until = performance.now() + milliseconds;
  let [asked, done] = [0, 0];
  const work = async () => {
    while (performance.now() < until) {
      const index = asked++;
      const answer = await pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${tokens[index % tokens.length]}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        body: body ? JSON.stringify(body(index)) : null,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200)
        throw new Error(`${method} ${path} was answered with ${answer.statusCode}: ${text}`);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  return done;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
