import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { planned } from './drawn-scene.ts';
import { type EventStream, listen } from './event-stream.ts';
import { createDraw, type Scene, sceneIn } from './scene.ts';
import { type Caller, type MatchesSystem, ratingsOf, startMatches } from './system.ts';

let system: MatchesSystem;
const streams: EventStream[] = [];
const A_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
beforeAll(async () => {
  system = await startMatches();
});
afterEach(() => Promise.all(streams.splice(0).map((stream) => stream.close())));
afterAll(() => system.close());

async function open(caller: Caller, { squad }: Scene, lastEventId?: string): Promise<EventStream> {
  const stream = await listen(system, caller, squad.squadId, lastEventId);
  streams.push(stream);
  return stream;
}

function rate(scene: Scene, { accountId, send }: Caller, level: number) {
  return send('PUT', `${scene.path}/ballot`, { ratings: ratingsOf(scene.squad, accountId, () => level) });
}

describe('streamSquad', () => {
  it('tells members that somebody rated, that a match changed and that the squad did, and never what was voted', async () => {
    const scene = await sceneIn(system);
    const stream = await open(scene.member, scene);
    expect([stream.status, stream.contentType]).toEqual([200, 'text/event-stream']);
    await rate(scene, scene.owner, 4.5);
    await expect.poll(() => stream.told.map(({ event }) => event)).toContain('ballots');
    const { body: match } = await createDraw(scene.owner, scene, { playerIds: scene.players, teams: 2 });
    await expect.poll(() => stream.told.map(({ event }) => event)).toContain('match');
    await system.tell({ ...scene.squad, version: 2 });
    await expect.poll(() => stream.told.map(({ event }) => event)).toContain('squad');
    expect(stream.told).toEqual([
      { id: expect.any(String), event: 'ballots', data: { raters: 1, at: expect.stringMatching(A_MOMENT) } },
      { id: expect.any(String), event: 'match', data: { matchId: match.id, status: 'drawn', version: 1 } },
      { id: expect.any(String), event: 'squad', data: { version: 2 } },
    ]);
    expect(JSON.stringify(stream.told)).not.toContain(scene.owner.accountId);
  });

  it('lets one account listen fifty times at once, and again when one of them has ended', async () => {
    const scene = await sceneIn(system);
    const [first] = await Promise.all(Array.from({ length: 50 }, () => open(scene.member, scene)));
    expect((await open(scene.member, scene)).status).toBe(429);
    expect((await open(scene.owner, scene)).status).toBe(200);
    await first?.close();
    await expect.poll(async () => (await open(scene.member, scene)).status).toBe(200);
  });

  it('tells nothing of other squads', async () => {
    const [mine, other] = [await sceneIn(system), await sceneIn(system)];
    const stream = await open(mine.member, mine);
    await rate(other, other.owner, 3);
    await rate(mine, mine.owner, 3);
    await expect.poll(() => stream.told.length).toBe(1);
  });

  it('resumes behind the last event that was heard', async () => {
    const scene = await sceneIn(system);
    const [first, watching] = [await open(scene.member, scene), await open(scene.owner, scene)];
    await rate(scene, scene.owner, 3);
    await expect.poll(() => first.told.length).toBe(1);
    await first.close();
    const match = await planned(scene);
    await expect.poll(() => watching.told.length).toBe(2);
    const second = await open(scene.member, scene, first.told[0]?.id);
    await expect.poll(() => second.told).toMatchObject([{ event: 'match', data: { matchId: match.id } }]);
  });

  it('says reset when it does not remember the last event', async () => {
    const scene = await sceneIn(system);
    const stream = await open(scene.member, scene, 'long-ago');
    await expect.poll(() => stream.told).toEqual([{ event: 'reset', data: {} }]);
  });

  it('ends when the token does', async () => {
    const scene = await sceneIn(system);
    const { token } = await system.mint.account('guest', { accountId: scene.member.accountId, lifetimeSeconds: 1 });
    const stream = await open({ ...scene.member, token }, scene);
    expect(stream.status).toBe(200);
    await stream.ended;
  });

  it('ends when the member is one no more, and an older snapshot ends nothing', async () => {
    const scene = await sceneIn(system);
    await system.tell({ ...scene.squad, version: 5 });
    const [leaving, staying] = [await open(scene.member, scene), await open(scene.owner, scene)];
    const members = scene.squad.members.filter(({ accountId }) => accountId !== scene.member.accountId);
    await system.tell({ ...scene.squad, version: 4, members });
    await system.tell({ ...scene.squad, version: 6, members });
    await leaving.ended;
    await expect.poll(() => staying.told.map(({ data }) => data)).toContainEqual({ version: 6 });
    expect((await listen(system, scene.member, scene.squad.squadId)).status).toBe(404);
  });

  it('ends when the squad or the account is deleted', async () => {
    const scene = await sceneIn(system);
    const [owner, member] = [await open(scene.owner, scene), await open(scene.member, scene)];
    await system.publish('besteam.account.deleted.v1', { accountId: scene.member.accountId, version: 1 });
    await member.ended;
    expect((await scene.member.send('GET', `${scene.path}/scores`)).status).toBe(401);
    await system.publish('besteam.squad.deleted.v1', { squadId: scene.squad.squadId, version: 2 });
    await owner.ended;
  });

  it('ends at once when the service shuts down', async () => {
    const other = await startMatches();
    const scene = await sceneIn(other);
    const stream = await listen(other, scene.member, scene.squad.squadId);
    const start = performance.now();
    await other.close();
    await stream.ended;
    expect(performance.now() - start).toBeLessThan(5000);
    await stream.close();
  });

  it('is 404 for strangers and 401 for nobody', async () => {
    const scene = await sceneIn(system);
    expect((await open(await system.caller(), scene)).status).toBe(404);
    expect((await open({ ...system.nobody, token: 'a.b.c' }, scene)).status).toBe(401);
  });
});
