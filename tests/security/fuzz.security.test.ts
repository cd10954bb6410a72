import { setTimeout as after } from 'node:timers/promises';
import matchesContract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import playersContract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import usersContract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import { contractFetch, temporaryFolder } from '@besteam/service-kit/testing';
import { freePort } from '@besteam/service-kit/testing/servers';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleOf } from '../../standalone/test/people.ts';
import { type Program, startProgram } from '../../standalone/test/program.ts';
import { type FuzzedRequest, fuzzed } from './malformed.ts';
import { newScene, type Scene } from './scene.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 20_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
/** Deletions are among the requests: each batch has a scene of its own. */
const BATCH = 250;
const AT_ONCE = 8;
/** What an answer must never tell: places in the code, queries, names of what lies beneath. */
const LEAKS =
  /node_modules|\.ts:\d+|at [\w.<>]+ \(|(SELECT|INSERT|UPDATE|DELETE) .*(FROM|INTO|SET)|DynamoDB|pglite|ECONN|\[object Object\]/i;
const contracts = { users: usersContract, players: playersContract, matches: matchesContract };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let program: Program;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  folder = await temporaryFolder();
  // Limits would answer for the code behind them; those that guard guessing stay as they are.
  const limits = { RATE_LIMIT_ADDRESS: '100000000', RATE_LIMIT_ACCOUNT: '100000000' };
  program = await startProgram({
    ...limits,
    DATA_DIR: folder.path,
    PORT: String(await freePort()),
    LOG_LEVEL: 'fatal',
  });
  people = peopleOf({ origin: program.origin, fetch: (input, init) => program.fetch(input, init) });
});
afterAll(async () => {
  await program.kill('SIGTERM');
  await folder.remove();
});

test(`${REQUESTS} requests, right and wrong, break nothing and learn nothing (seed ${SEED})`, {
  timeout: 1_800_000,
}, async () => {
  const faults: string[] = [];
  const statuses: Record<number, number> = {};
  const memory: number[] = [];
  for (let sent = 0; sent < REQUESTS; sent += BATCH) {
    const scene = await newScene(people);
    const requests = fc.sample(
      fc.oneof(
        ...Object.entries(contracts).map(([service, contract]) =>
          fuzzed(service as keyof typeof contracts, contract, scene.ids),
        ),
      ),
      { numRuns: Math.min(BATCH, REQUESTS - sent), seed: SEED + sent },
    );
    for (let first = 0; first < requests.length; first += AT_ONCE) {
      const answers = await Promise.all(
        requests.slice(first, first + AT_ONCE).map((request) => judged(request, scene)),
      );
      for (const { status, fault } of answers) {
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (fault) faults.push(fault);
      }
    }
    memory.push(await residentMemory());
  }
  console.log(
    `fuzzing: ${REQUESTS} requests, answers by status ${JSON.stringify(statuses)}, resident MB ${memory.map((bytes) => Math.round(bytes / 1e6)).join(' ')}`,
  );
  expect(faults).toEqual([]);
  expect((await program.fetch(`${program.origin}/health/live`)).status).toBe(200);
  // Flat: the last fifth holds no more than a quarter beyond the second.
  const fifth = Math.floor(memory.length / 5);
  if (fifth >= 2) expect(median(memory.slice(-fifth))).toBeLessThan(1.25 * median(memory.slice(fifth, 2 * fifth)));
});

/** Sends it; a fault is an answer that its contract does not know, an error of the server's, or one that tells too much. */
async function judged(request: FuzzedRequest, scene: Scene): Promise<{ status: number; fault?: string }> {
  const { service, operationId, method, path, headers, body, sender } = request;
  const shown = `${operationId}: ${method} ${path} ${JSON.stringify(headers)} ${body?.slice(0, 300) ?? ''}`;
  const send = scene.people[sender]?.[service].getConfig().fetch ?? nobody(service);
  try {
    const init = { method, headers, ...(body === undefined || body === '' ? {} : { body }) };
    let answer = await send(path, init);
    // On a busy machine a part may be slow for once; as its problem says, the same works a moment later.
    if (answer.status === 503) {
      await after(Number(answer.headers.get('retry-after')) * 1000);
      answer = await send(path, init);
    }
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      await answer.body?.cancel();
      return { status: answer.status };
    }
    const text = await answer.text();
    if (answer.status >= 500) return { status: answer.status, fault: `${shown} → ${answer.status} ${text}` };
    if (answer.status >= 400 && LEAKS.test(text)) return { status: answer.status, fault: `${shown} leaks ${text}` };
    return { status: answer.status };
  } catch (error) {
    return { status: 0, fault: `${shown} → ${error instanceof Error ? error.message : String(error)}` };
  }
}

function nobody(service: keyof typeof contracts): typeof fetch {
  const { origin, fetch } = program;
  return contractFetch({ contract: contracts[service], origin, prefix: `/api/${service}/v1`, fetch });
}

async function residentMemory(): Promise<number> {
  const metrics = await (await program.fetch(`${program.origin}/metrics`)).text();
  return Number(/^process_resident_memory_bytes(?:{[^}]*})? (\S+)/m.exec(metrics)?.[1]);
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
