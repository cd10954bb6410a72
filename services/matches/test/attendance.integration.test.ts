import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planned } from './drawn-scene.ts';
import { createDraw, everybody, type Outcome, onMatch, type Scene, sceneIn } from './scene.ts';
import { type Caller, type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

function answer(caller: Caller, scene: Scene, match: Outcome, playerId = '', status: string = 'in') {
  return onMatch(caller, scene, match, ['PUT', `/attendance/${playerId}`], { status });
}

describe('setAttendance', () => {
  it('is said by the claimant, and changed as often as he likes', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    const own = scene.players[2];
    for (const status of ['in', 'maybe', 'out', 'in'] as const) {
      const said = await answer(scene.member, scene, match, own, status);
      expect(said.status).toBe(200);
      expect(said.body.attendance).toEqual([{ playerId: own, status, answeredAt: expect.any(String) }]);
    }
  });

  it('is said for others by who made the match, an organiser or the owner: 403 for other members', async () => {
    const scene = await sceneIn(system);
    const [, , , other] = scene.members;
    const match = await planned(scene);
    if (!other) throw new Error('the scene has five members');
    const statuses = [];
    for (const caller of [scene.member, scene.organiser, scene.owner, other, await system.caller(), system.nobody]) {
      statuses.push((await answer(caller, scene, match, scene.players[9])).status);
    }
    expect(statuses).toEqual([200, 200, 200, 403, 404, 401]);
  });

  it('lets a member answer for the player he has just claimed', async () => {
    const scene = await sceneIn(system, { claims: 4 });
    const match = await planned(scene);
    const [, , , , last] = scene.members;
    const claimed = scene.squad.members.map((member) =>
      member.accountId === last?.accountId ? { ...member, playerId: scene.players[8] ?? '' } : member,
    );
    system.players.squads.set(scene.squad.squadId, { ...scene.squad, version: 2, members: claimed });
    if (!last) throw new Error('the scene has five members');
    expect((await answer(last, scene, match, scene.players[8])).status).toBe(200);
  });

  it('keeps reserves in order of answer and promotes the first when somebody drops out', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene, { capacity: 3 });
    const [a, b, c, d, e] = scene.players;
    for (const playerId of [c, a, e, b, d]) await answer(scene.member, scene, match, playerId);
    const full = await onMatch(scene.member, scene, match, ['GET']);
    expect(full.body.reserves).toEqual([b, d]);
    await answer(scene.member, scene, match, c, 'in');
    const out = await answer(scene.member, scene, match, a, 'out');
    expect(out.body.reserves).toEqual([d]);
    const back = await answer(scene.member, scene, match, a, 'in');
    expect(back.body.reserves).toEqual([d, a]);
    const drawn = await onMatch(scene.member, scene, match, ['POST', '/draws']);
    expect(everybody(drawn.body)).toEqual([b, c, e].toSorted());
  });

  it('promotes reserves when there are more places', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene, { capacity: 2 });
    for (const playerId of scene.players.slice(0, 4)) await answer(scene.member, scene, match, playerId);
    const { body } = await onMatch(scene.member, scene, match, ['PATCH'], { capacity: 3 });
    expect(body.reserves).toEqual([scene.players[3]]);
  });

  it('is 404 for unknown players and matches, 400 for another answer, 409 once played', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    const own = scene.players[2];
    expect((await answer(scene.owner, scene, match, newId())).status).toBe(404);
    expect((await answer(scene.member, scene, { ...match, id: newId() }, own)).status).toBe(404);
    expect((await answer(scene.member, scene, match, own, 'perhaps')).status).toBe(400);
    const { body } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    await onMatch(scene.member, scene, body, ['PUT', '/result'], { scores: [1, 0] });
    expect((await answer(scene.member, scene, body, own, 'out')).status).toBe(409);
  });

  it('keeps every answer of a whole squad that answers at once', async () => {
    const scene = await sceneIn(system, { players: 25, members: 25 });
    const match = await planned(scene);
    const answers = await Promise.all(
      scene.members.map((member, index) => answer(member, scene, match, scene.players[index])),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await onMatch(scene.owner, scene, match, ['GET'])).body.attendance).toHaveLength(25);
  });

  it('needs nobody else where the replica suffices: who made the match answers while the players service is away', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    system.players.away(true);
    const said = await answer(scene.member, scene, match, scene.players[9]);
    const [, , , other] = scene.members;
    const unsure = other && (await answer(other, scene, match, scene.players[9]));
    system.players.away(false);
    expect([said.status, unsure?.status]).toEqual([200, 503]);
  });
});

describe('drawMatch of a planned match', () => {
  it('is 422 while too few are in', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    expect((await onMatch(scene.member, scene, match, ['POST', '/draws'])).status).toBe(422);
  });
});
