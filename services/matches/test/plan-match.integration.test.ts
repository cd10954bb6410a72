import type { MatchPage } from '@besteam/contracts/matches';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDraw, type Outcome, onMatch, type Scene, sceneIn } from './scene.ts';
import { type Caller, type MatchesSystem, slug, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

const thursday = {
  title: 'Thursday',
  startsAt: '2026-12-03T20:30:00Z',
  timeZone: 'Europe/Madrid',
  place: 'Polideportivo',
  teams: 2,
  capacity: 10,
};

function plan(caller: Caller, { path }: Scene, body: object, headers?: Record<string, string>) {
  return caller.send<Outcome>('POST', `${path}/matches`, body, headers);
}

describe('planMatch', () => {
  it('announces a match, by any member', async () => {
    const scene = await sceneIn(system);
    const { status, body, headers } = await plan(scene.member, scene, thursday);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...thursday, status: 'planned', createdBy: scene.member.accountId, draws: [] });
    expect(headers.get('location')).toBe(`/api/matches/v1${scene.path}/matches/${body.id}`);
    expect((await onMatch(scene.owner, scene, body, ['GET'])).body).toEqual(body);
  });

  it('needs nothing to be known yet', async () => {
    const scene = await sceneIn(system);
    expect((await plan(scene.member, scene, {})).body.status).toBe('planned');
  });

  it('plans once for the same Idempotency-Key, and refuses the key for another plan', async () => {
    const scene = await sceneIn(system);
    const key = { 'idempotency-key': 'thursday-2026-12-03' };
    const first = await plan(scene.member, scene, thursday, key);
    expect((await plan(scene.member, scene, thursday, key)).body).toEqual(first.body);
    const other = await plan(scene.member, scene, {}, key);
    expect([other.status, slug(other.body)]).toEqual([422, 'idempotency-key-reused']);
    const { body } = await scene.member.send<MatchPage>('GET', `${scene.path}/matches`);
    expect(body.items).toHaveLength(1);
  });

  it.each([
    ['an unknown time zone', { timeZone: 'Europe/Atlantis' }, 'body/timeZone'],
    ['fewer places than teams', { teams: 4, capacity: 3 }, 'body/capacity'],
  ])('refuses %s with 422 and the field', async (_, body, path) => {
    const scene = await sceneIn(system);
    const refused = await plan(scene.member, scene, body);
    expect([refused.status, slug(refused.body)]).toEqual([422, 'impossible-plan']);
    expect(refused.body.errors?.[0]?.path).toBe(path);
  });

  it.each([
    { startsAt: 'tomorrow' },
    { capacity: 1 },
    { teams: 1 },
    { title: '' },
    { place: 'A\r\nB' },
    { colour: 'red' },
  ])('refuses %j with 400', async (body) => {
    const scene = await sceneIn(system);
    expect((await plan(scene.member, scene, body)).status).toBe(400);
  });

  it('is 404 for strangers and 401 for nobody', async () => {
    const scene = await sceneIn(system);
    expect((await plan(await system.caller(), scene, {})).status).toBe(404);
    expect((await plan(system.nobody, scene, {})).status).toBe(401);
  });
});

describe('updateMatch', () => {
  it('changes what is named and leaves the rest', async () => {
    const scene = await sceneIn(system);
    const { body } = await plan(scene.member, scene, thursday);
    const { status, body: changed, etag } = await onMatch(scene.member, scene, body, ['PATCH'], { place: 'Parque' });
    expect(status).toBe(200);
    expect(changed).toEqual({ ...body, place: 'Parque' });
    expect((await onMatch(scene.member, scene, body, ['GET'])).etag).toBe(etag);
  });

  it('takes away what is null, and a capacity that goes promotes everybody', async () => {
    const scene = await sceneIn(system);
    const { body } = await plan(scene.member, scene, { place: 'Poli', title: 'Friday', capacity: 2, teams: 2 });
    for (const player of scene.players.slice(0, 4)) {
      await onMatch(scene.owner, scene, body, ['PUT', `/attendance/${player}`], { status: 'in' });
    }
    const change = { place: null, capacity: null, timeZone: null };
    const { status, body: changed } = await onMatch(scene.member, scene, body, ['PATCH'], change);
    expect(status).toBe(200);
    expect(changed).toMatchObject({ title: 'Friday', teams: 2, reserves: [] });
    expect(Object.keys(changed)).not.toEqual(expect.arrayContaining(['place']));
    expect(Object.keys(changed)).not.toEqual(expect.arrayContaining(['capacity']));
  });

  it('is for who made it, organisers and the owner: 403 for other members', async () => {
    const scene = await sceneIn(system);
    const [, , maker, other] = scene.members;
    if (!maker || !other) throw new Error('the scene has five members');
    const { body } = await plan(maker, scene, thursday);
    const statuses = [];
    for (const caller of [maker, scene.organiser, scene.owner, other, await system.caller(), system.nobody]) {
      statuses.push((await onMatch(caller, scene, body, ['PATCH'], { title: 'Friday' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 403, 404, 401]);
  });

  it('is 412 when If-Match is stale, 404 for an unknown match, 400 for nothing, 422 for the impossible', async () => {
    const scene = await sceneIn(system);
    const planned = await plan(scene.member, scene, thursday);
    const change = (body: object, ifMatch?: string, match = planned.body) =>
      onMatch(scene.member, scene, match, ['PATCH'], body, ifMatch ? { 'if-match': ifMatch } : {});
    expect((await change({ title: 'A' }, planned.etag ?? '')).status).toBe(200);
    expect((await change({ title: 'B' }, planned.etag ?? '')).status).toBe(412);
    expect((await change({ title: 'B' }, '', { ...planned.body, id: newId() })).status).toBe(404);
    expect((await change({})).status).toBe(400);
    expect((await change({ timeZone: 'Nowhere' })).status).toBe(422);
    expect((await change({ teams: 11 })).status).toBe(422);
  });

  it('is 409 once the match has been played', async () => {
    const scene = await sceneIn(system);
    const { body } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    await onMatch(scene.member, scene, body, ['PUT', '/result'], { scores: [1, 0] });
    const late = await onMatch(scene.member, scene, body, ['PATCH'], { title: 'Late' });
    expect([late.status, slug(late.body)]).toEqual([409, 'already-played']);
  });
});

describe('deleteMatch', () => {
  it('leaves nothing to read or list', async () => {
    const scene = await sceneIn(system);
    const { body } = await plan(scene.member, scene, thursday);
    expect((await onMatch(scene.member, scene, body, ['DELETE'])).status).toBe(204);
    expect((await onMatch(scene.member, scene, body, ['GET'])).status).toBe(404);
    expect((await onMatch(scene.member, scene, body, ['DELETE'])).status).toBe(404);
    const { body: page } = await scene.member.send<MatchPage>('GET', `${scene.path}/matches`);
    expect(page.items).toEqual([]);
  });

  it('calls off what was drawn: it stays listed with its draws, and changes no more', async () => {
    const scene = await sceneIn(system);
    const { body } = await createDraw(scene.member, scene, {
      playerIds: scene.players,
      teams: 2,
      startsAt: thursday.startsAt,
    });
    expect((await onMatch(scene.owner, scene, body, ['DELETE'])).status).toBe(204);
    expect((await onMatch(scene.owner, scene, body, ['DELETE'])).status).toBe(204);
    const { body: page } = await scene.member.send<MatchPage>('GET', `${scene.path}/matches`);
    const calledOff = { at: expect.any(String), by: scene.owner.accountId, byName: expect.any(String) };
    expect(page.items).toEqual([{ ...body, status: 'called-off', calledOff }]);
    const again = await onMatch(scene.member, scene, body, ['POST', '/draws']);
    expect([again.status, slug(again.body)]).toEqual([409, 'called-off']);
    const calendar = await onMatch(scene.member, scene, body, ['GET', '/calendar.ics']);
    expect(calendar.body).toContain('STATUS:CANCELLED');
  });

  it('is for who made it, organisers and the owner: 403 for other members', async () => {
    const scene = await sceneIn(system);
    const [, , maker, other] = scene.members;
    if (!maker || !other) throw new Error('the scene has five members');
    const statuses = [];
    for (const caller of [maker, scene.organiser, scene.owner, other, await system.caller(), system.nobody]) {
      const { body } = await plan(maker, scene, thursday);
      statuses.push((await onMatch(caller, scene, body, ['DELETE'])).status);
    }
    expect(statuses).toEqual([204, 204, 204, 403, 404, 401]);
  });

  it('is 412 when If-Match is stale', async () => {
    const scene = await sceneIn(system);
    const { body, etag } = await plan(scene.member, scene, thursday);
    await onMatch(scene.member, scene, body, ['PATCH'], { title: 'Changed' });
    const stale = await onMatch(scene.member, scene, body, ['DELETE'], undefined, { 'if-match': etag ?? '' });
    expect(stale.status).toBe(412);
  });
});
