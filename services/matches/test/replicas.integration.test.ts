import type { AddressInfo } from 'node:net';
import type { Ballot, Match, Scores } from '@besteam/contracts/matches';
import { createServer } from '@besteam/service-kit';
import { contractFetch, type EmbeddedDynamoDb, startDynalite, temporaryFolder } from '@besteam/service-kit/testing';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMatches, matchesSettings } from '../src/index.ts';
import { listen } from './event-stream.ts';
import { createDraw, onMatch, sceneIn } from './scene.ts';
import { type Caller, callerOver, type MatchesSystem, ratingsOf, startMatches } from './system.ts';

/** Soon enough that it was heard of: what a replica remembers of ballots it forgets by itself after five seconds. */
const HEARD = { timeout: 4000 };

let store: EmbeddedDynamoDb;
let one: MatchesSystem;
let two: { origin: string; platform: MatchesSystem['platform']; as(caller: Caller): Caller };
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  const folder = await temporaryFolder();
  store = await startDynalite({ path: folder.path });
  const environment = { DYNAMODB_ENDPOINT: store.endpoint };
  one = await startMatches(environment);
  const platform = { ...one.platform, metrics: new Registry() };
  const service = await createMatches(matchesSettings.parse(environment), platform);
  const server = await createServer({ services: [service], platform });
  await server.listen({ host: '127.0.0.1', port: 0 });
  await service.start();
  const origin = `https://localhost:${(server.server.address() as AddressInfo).port}`;
  const { contract, prefix } = service;
  two = {
    origin,
    platform,
    as: ({ accountId, token }) =>
      callerOver(contractFetch({ contract, origin, prefix, fetch: platform.fetch, token }), accountId, token),
  };
  closing.push(
    () => server.close(),
    () => service.stop(),
    () => one.close(),
    () => store.close(),
    () => folder.remove(),
  );
});
afterAll(async () => {
  for (const close of closing) await close();
});

it('two replicas on one bus see each other’s ballots, matches and squads', async () => {
  const scene = await sceneIn(one);
  const [here, there] = [scene.owner, two.as(scene.owner)];
  const other = two.as(scene.member);
  const scores = async (caller: Caller) =>
    (await caller.send<Scores>('GET', `${scene.path}/scores`)).body.players.at(-1)?.ratings;
  expect([await scores(here), await scores(there)]).toEqual([0, 0]);
  const ratings = ratingsOf(scene.squad, scene.owner.accountId);
  await here.send('PUT', `${scene.path}/ballot`, { ratings });
  await expect.poll(() => scores(there), HEARD).toBe(1);
  await other.send('PUT', `${scene.path}/ballot`, { ratings: ratingsOf(scene.squad, other.accountId) });
  await expect.poll(() => scores(here), HEARD).toBe(2);
  const { body } = await createDraw(here, scene, { playerIds: scene.players, teams: 2 });
  expect((await onMatch(there, scene, body, ['GET'])).body).toEqual(body);
  await one.tell({ ...scene.squad, version: 2, players: scene.squad.players.slice(0, 4) });
  for (const caller of [here, there]) {
    const { body: shown } = await caller.send<Scores>('GET', `${scene.path}/scores`);
    expect(shown.players).toHaveLength(4);
  }
});

it('a ballot last saved at another replica is never mistaken for what it was before', async () => {
  const scene = await sceneIn(one);
  const [here, there] = [scene.owner, two.as(scene.owner)];
  const [, , , player = ''] = scene.players;
  for (const [caller, level] of [
    [here, 3],
    [there, 4],
    [here, 3],
    [there, 4],
    [here, 4],
  ] as const) {
    const ratings = { [player]: { level } };
    expect((await caller.send('PUT', `${scene.path}/ballot`, { ratings })).status).toBe(200);
    for (const reader of [here, there]) {
      expect((await reader.send<Ballot>('GET', `${scene.path}/ballot`)).body.ratings).toEqual(ratings);
    }
  }
});

it('an Idempotency-Key is known to every replica', async () => {
  const scene = await sceneIn(one);
  const key = { 'idempotency-key': 'the-same-everywhere' };
  const order = { playerIds: scene.players, teams: 2 };
  const first = await createDraw(scene.member, scene, order, key);
  const second = await createDraw(two.as(scene.member), scene, order, key);
  expect(second.body).toEqual(first.body satisfies Match);
});

it('a stream goes on at another replica where it ended at the first', async () => {
  const scene = await sceneIn(one);
  const stream = await listen(one, scene.member, scene.squad.squadId);
  const rate = (caller: Caller, level: number) =>
    caller.send('PUT', `${scene.path}/ballot`, {
      ratings: ratingsOf(scene.squad, caller.accountId, () => level),
    });
  await rate(scene.owner, 3);
  await expect.poll(() => stream.told.length).toBe(1);
  await stream.close();
  const watching = await listen(two, two.as(scene.owner), scene.squad.squadId);
  await rate(two.as(scene.organiser), 4);
  await expect.poll(() => watching.told.length).toBe(1);
  const resumed = await listen(two, two.as(scene.member), scene.squad.squadId, stream.told[0]?.id);
  await expect.poll(() => resumed.told).toEqual(watching.told);
  await Promise.all([watching.close(), resumed.close()]);
});
