import type { Match, Proof } from '@besteam/contracts/matches';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene } from './drawn-scene.ts';
import { createDraw, everybody, type Outcome, onMatch, type Scene, sceneIn, splitOf } from './scene.ts';
import { type Caller, type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

function redraw(caller: Caller, scene: Scene, match: Match, body?: object) {
  return onMatch(caller, scene, match, ['POST', '/draws'], body);
}

describe('drawMatch', () => {
  it('shuffles the same people again into other teams, and lists every draw with who asked', async () => {
    const scene = await sceneIn(system);
    const { owner, member, players } = scene;
    const created = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const { status, body } = await redraw(owner, scene, created.body);
    expect(status).toBe(201);
    expect(everybody(body)).toEqual(players.toSorted());
    expect(body.draws.map(({ number, requestedBy }) => [number, requestedBy])).toEqual([
      [1, member.accountId],
      [2, owner.accountId],
    ]);
    const splits = body.draws.map(({ teams }) => teams.map((team) => team.toSorted().join()).toSorted());
    expect(splits[1]).not.toEqual(splits[0]);
    expect(body.draws.map(({ requestedByName }) => requestedByName)).toEqual(['Member 3', 'Member 1']);
    expect(body.draw?.requestedByName).toBe('Member 1');
  });

  it('takes other people, teams and extras when told to', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const created = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const order = { playerIds: players.slice(0, 7), teams: 4, extras: [{ name: 'Marco', strength: 'average' }] };
    const { body } = await redraw(member, scene, created.body, order);
    expect(everybody(body)).toEqual([...players.slice(0, 7), 'extra-1'].toSorted());
    expect(body.draw?.teams).toHaveLength(4);
  });

  it('keeps rules and extras of the draw before when nothing else is said', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const [a = '', b = ''] = players;
    const extras = [{ name: 'Marco', strength: 'average' }];
    const constraints = [{ kind: 'together', players: [a, b, 'extra-1'] }];
    const created = await createDraw(member, scene, { playerIds: players, teams: 2, extras, constraints });
    const { body } = await redraw(member, scene, created.body);
    expect(body.draw?.constraints).toEqual(constraints);
    expect(body.extras).toEqual(created.body.extras);
  });

  it('lists both of two shuffles at once', async () => {
    const scene = await sceneIn(system);
    const { owner, member, players } = scene;
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const both = await Promise.all([redraw(owner, scene, body), redraw(member, scene, body)]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    const after = await member.send<Match>('GET', `${scene.path}/matches/${body.id}`);
    expect(after.body.draws).toHaveLength(3);
  });

  it('does not repeat the final teams of the squad’s last matches', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const four = { playerIds: players.slice(0, 4), teams: 2 };
    const seen = new Set<string>();
    for (let i = 0; i < 3; i++) {
      const { body } = await createDraw(member, scene, four);
      seen.add(splitOf(body));
    }
    expect(seen.size).toBe(3);
  });

  it('is told in its proof which teams not to repeat: its own, and the last three matches’, but of those called off', async () => {
    const scene = await openScene(system);
    const { member, owner, players } = scene;
    const order = { playerIds: players, teams: 2 };
    const earlier: Outcome[] = [];
    for (let i = 0; i < 5; i++) earlier.push((await createDraw(member, scene, order)).body);
    const [, second, third, fourth, last] = earlier;
    if (!second || !third || !fourth || !last) throw new Error('five matches were drawn');
    await onMatch(owner, scene, last, ['DELETE']);
    const { body } = await createDraw(member, scene, order);
    await redraw(member, scene, body);
    const proof = await member.send<Proof>('GET', `${scene.path}/matches/${body.id}/proof`);
    const teams = [body, fourth, third, second].map(({ draw }) => draw?.teams.map((team) => team.players));
    expect(proof.body.input?.avoid).toEqual(teams);
  });

  it('refuses what cannot be drawn with 422', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    expect((await redraw(member, scene, body, { teams: 11 })).status).toBe(422);
    expect((await redraw(member, scene, body, { playerIds: [newId()] })).status).toBe(422);
    const [a = '', b = '', c = ''] = players;
    const constraints = [
      { kind: 'apart', players: [a, b] },
      { kind: 'apart', players: [a, c] },
      { kind: 'apart', players: [b, c] },
    ];
    const conflict = await redraw(member, scene, body, { constraints });
    expect(conflict.body.errors?.map(({ path }) => path)).toEqual([0, 1, 2].map((i) => `body/constraints/${i}`));
  });

  it('is 404 for strangers and unknown matches, 401 for nobody, 400 for unknown fields', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    expect((await redraw(await system.caller(), scene, body)).status).toBe(404);
    expect((await redraw(member, scene, { ...body, id: newId() })).status).toBe(404);
    expect((await redraw(system.nobody, scene, body)).status).toBe(401);
    expect((await redraw(member, scene, body, { seed: 'mine' })).status).toBe(400);
  });
});
