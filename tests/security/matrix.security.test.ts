import { setTimeout as after } from 'node:timers/promises';
import matchesContract from '@besteam/contracts/matches.openapi.json' with { type: 'json' };
import playersContract from '@besteam/contracts/players.openapi.json' with { type: 'json' };
import usersContract from '@besteam/contracts/users.openapi.json' with { type: 'json' };
import type { OpenApiDocument } from '@besteam/service-kit';
import { plainRequests } from '@besteam/service-kit/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS, isSecret, ROLES, type Role, type Verdict, verdict } from './access.ts';
import { type Cast, castOf, type Ids, newSquad } from './matrix-scene.ts';
import { startTarget, type Target } from './target.ts';

interface Operation {
  operationId: string;
  service: 'users' | 'players' | 'matches';
  method: string;
  /** As the contract writes it: `/squads/{squadId}`. */
  path: string;
  init: RequestInit;
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch'];
const operations = [
  ...operationsOf('users', usersContract),
  ...operationsOf('players', playersContract),
  ...operationsOf('matches', matchesContract),
];

function operationsOf(service: Operation['service'], contract: OpenApiDocument): Operation[] {
  const samples = new Map(plainRequests(contract).map(({ operationId, init }) => [operationId, init]));
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const { operationId } = item[method] as { operationId: string };
      const sample: RequestInit = samples.get(operationId) ?? {};
      const init = isSecret(operationId) ? { ...sample, body: withAnotherPassword(sample.body) } : sample;
      return { operationId, service, path, method: method.toUpperCase(), init };
    }),
  );
}

/** Somebody may have registered as in the contract's examples meanwhile. */
function withAnotherPassword(body: RequestInit['body']): string | null {
  return typeof body === 'string' ? body.replace(/"(password|currentPassword)":"/, '$&not-') : null;
}

let target: Target;
beforeAll(async () => {
  // The matrix asks more in a minute than any address should.
  target = await startTarget(() => ({ RATE_LIMIT_ADDRESS: '1000000', RATE_LIMIT_ACCOUNT: '1000000' }));
});
afterAll(() => target.remove());

test('has a row for every operation of the contracts, and for nothing else', () => {
  expect(Object.keys(ACCESS).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
});

/** As who is in that role, with the parts of the address filled in. */
async function attempt(operation: Operation, cast: Cast, role: Role, ids: Ids): Promise<number> {
  const { program, people } = target;
  const filled = operation.path.replace(/{(\w+)}/g, (_, name: string) => ids[name] ?? 'x'.repeat(43));
  const query = operation.operationId === 'exportSquad' ? '?format=json' : '';
  // What an account does to itself is done by one that nobody else needs.
  const person =
    operation.service === 'users' && role !== 'nobody'
      ? await people.guest()
      : role === 'nobody'
        ? undefined
        : cast[role];
  const send = person?.[operation.service].getConfig().fetch;
  const path = filled + query;
  const init = { ...operation.init, method: operation.method };
  const ask = () =>
    send
      ? send(path, init)
      : program.fetch(`${program.origin}/api/${operation.service}/v1${path}`, init as { method: string });
  let answer = await ask();
  // On a busy machine a part may be slow for once; as its problem says, the same works a moment later.
  for (let tries = 0; answer.status === 503 && tries < 5; tries += 1) {
    await answer.body?.cancel();
    await after(Number(answer.headers.get('retry-after')) * 1000);
    answer = await ask();
  }
  await answer.body?.cancel();
  return answer.status;
}

function judged(operation: Operation, status: number): Verdict | number {
  if (isSecret(operation.operationId)) return status;
  return [401, 403, 404].includes(status) || status >= 500 ? status : 'let in';
}

describe.each(operations)('$operationId', (operation) => {
  const { operationId, method } = operation;
  const claimsHimself = operationId === 'claimPlayer';
  // Nobody may own the squads of all operations together.
  let cast: Cast;
  beforeAll(async () => {
    cast = await castOf(target);
  });

  test.skipIf(isSecret(operationId))('lets in whom it should, and nobody else', async () => {
    const shared = await newSquad(cast);
    const seen: Partial<Record<Role, Verdict | number>> = {};
    for (const role of ROLES) {
      const changes = verdict(operationId, role) === 'let in' && method !== 'GET' && operation.service !== 'users';
      const { free, ...ids } = changes ? await newSquad(cast) : shared;
      const status = await attempt(operation, cast, role, claimsHimself ? { ...ids, playerId: free } : ids);
      seen[role] = judged(operation, status);
    }
    expect(seen).toEqual(Object.fromEntries(ROLES.map((role) => [role, verdict(operationId, role)])));
  });

  test.runIf(isSecret(operationId))('refuses a secret that is none, whoever sends it', async () => {
    for (const role of ROLES) expect([401, 403, 404, 429]).toContain(await attempt(operation, cast, role, {}));
  });

  test.runIf(/squadId}.*{/.test(operation.path))('knows nothing of another squad under the owner’s own', async () => {
    const { squadId = '' } = await newSquad(cast);
    const { free: _, ...other } = await newSquad(cast, cast.otherOwner);
    const foreign = { ...other, squadId, accountId: cast.otherOwner.accountId };
    expect(await attempt(operation, cast, 'owner', foreign)).toBe(404);
  });
});
