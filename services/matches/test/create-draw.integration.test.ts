import { draw, verify } from '@besteam/balancer';
import type { Match, MatchPage } from '@besteam/contracts/matches';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDraw, everybody, everybodyRates, sceneIn } from './scene.ts';
import { type MatchesSystem, slug, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

describe('createDraw', () => {
  it('draws everybody into teams of fair size, without a single ballot', async () => {
    const scene = await sceneIn(system);
    const { squad, member, players } = scene;
    const { status, body, headers } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    expect(status).toBe(201);
    expect(body.status).toBe('drawn');
    expect(everybody(body)).toEqual(players.toSorted());
    expect(body.draw?.teams.map((team) => team.players.length)).toEqual([5, 5]);
    const location = headers.get('location') ?? '';
    expect(location).toBe(`/api/matches/v1/squads/${squad.squadId}/matches/${body.id}`);
    expect((await member.send('GET', location.slice('/api/matches/v1'.length))).body).toEqual(body);
  });

  it('draws an odd number and somebody nobody has rated', async () => {
    const scene = await sceneIn(system, { players: 11 });
    const { member, players } = scene;
    const [first, second, third] = players;
    await member.send('PUT', `${scene.path}/ballot`, { ratings: { [second ?? '']: { level: 5 } } });
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 3 });
    expect(body.draw?.teams.map((team) => team.players.length).toSorted()).toEqual([3, 4, 4]);
    const two = await createDraw(member, scene, { playerIds: [first, second, third], teams: 2 });
    expect(two.status).toBe(201);
  });

  it('tells no number while somebody who plays has no published level', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const { draw } = body;
    for (const number of ['gap', 'optimalGap', 'lowerBound', 'fairSplits', 'tolerance', 'seed'] as const) {
      expect(draw?.[number]).toBeUndefined();
    }
    expect(draw?.teams.every(({ mean }) => mean === undefined)).toBe(true);
    expect(draw?.evenness).toBe('as-even-as-it-gets');
    expect(draw?.commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(draw?.inputHash).toBe(draw?.commitment);
    expect(body.draws[0]?.gap).toBeUndefined();
  });

  it('tells everything when everybody’s level is published: the draw can be repeated', async () => {
    const scene = await sceneIn(system, { members: 5 });
    const { squad, member, players } = scene;
    await everybodyRates(scene);
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const scores = await member.send<{ players: { playerId: string; score: number }[] }>('GET', `${scene.path}/scores`);
    const levels = scores.body.players.map(({ playerId, score }) => ({ id: playerId, level: score }));
    const input = {
      players: levels.map((player, i) => ({ ...player, tags: squad.players[i]?.positions ?? [] })),
      teams: 2,
      seed: body.draw?.seed ?? '',
      rules: [],
      tolerance: 0.05,
      avoid: [],
    };
    const again = draw(input);
    if (again.kind !== 'draw') throw new Error(again.reason);
    expect(body.draw?.teams.map((team) => team.players)).toEqual(again.teams);
    expect(body.draw?.gap).toBe(again.gap);
    expect(body.draw?.inputHash).toBe(again.inputHash);
    expect(verify(input, again)).toEqual({ valid: true, problems: [] });
    expect(body.draw?.proven).toBe(true);
  });

  it('tells no number where the squad hides them, also of draws made before it did', async () => {
    const scene = await sceneIn(system, { members: 5 });
    const { squad, member, players } = scene;
    await everybodyRates(scene);
    const open = await createDraw(member, scene, { playerIds: players, teams: 2 });
    expect(open.body.draw?.gap).toBeDefined();
    await system.tell({ ...squad, version: 2, rules: { ...squad.rules, numbers: 'hidden' } });
    const hidden = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const earlier = await member.send<Match>('GET', `${scene.path}/matches/${open.body.id}`);
    for (const { draw } of [hidden.body, earlier.body]) {
      expect(draw?.gap).toBeUndefined();
      expect(draw?.seed).toBeUndefined();
      expect(draw?.teams[0]?.mean).toBeUndefined();
    }
  });

  it('keeps rules and names what they cost', async () => {
    const scene = await sceneIn(system, { members: 5 });
    const { member, players } = scene;
    await everybodyRates(scene);
    const [a = '', b = '', c = ''] = players;
    const constraints = [
      { kind: 'together', players: [a, b] },
      { kind: 'fixed', player: c, team: 1 },
      { kind: 'spread', tag: 'goalkeeper' },
    ];
    const conflict = await createDraw(member, scene, { playerIds: players, teams: 2, constraints });
    expect(conflict.status).toBe(422);
    expect(slug(conflict.body)).toBe('conflicting-rules');
    expect(conflict.body.errors?.map(({ path }) => path)).toEqual(['body/constraints/0', 'body/constraints/2']);
    const possible = [constraints[0], constraints[1]];
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2, constraints: possible });
    const [first, second] = body.draw?.teams.map((team) => team.players) ?? [];
    expect(second).toContain(c);
    expect(first?.includes(a)).toBe(first?.includes(b));
    expect(body.draw?.costs?.every(({ gap, price }) => gap !== undefined && price)).toBe(true);
    expect(body.draw?.constraints).toEqual(possible);
  });

  it('takes extras for this match only, and rules may name them', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const extras = [
      { name: ' Marco ', strength: 'strong' },
      { name: 'Iván', strength: 'weak' },
    ];
    const constraints = [{ kind: 'together', players: ['extra-1', 'extra-2'] }];
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2, extras, constraints });
    expect(body.extras.map(({ id, name }) => [id, name])).toEqual([
      ['extra-1', 'Marco'],
      ['extra-2', 'Iván'],
    ]);
    expect(everybody(body)).toContain('extra-1');
    const team = body.draw?.teams.find(({ players }) => players.includes('extra-1'));
    expect(team?.players).toContain('extra-2');
  });

  it.each([
    ['fewer players than teams', (ids: string[]) => ({ playerIds: ids.slice(0, 2), teams: 3 }), 'too-few-players'],
    ['a player of another squad', (ids: string[]) => ({ playerIds: [...ids, newId()], teams: 2 }), 'unknown-player'],
    [
      'a rule about somebody who does not play',
      (ids: string[]) => ({
        playerIds: ids.slice(1),
        teams: 2,
        constraints: [{ kind: 'fixed', player: ids[0], team: 0 }],
      }),
      'unknown-player',
    ],
    [
      'a rule about a team there is not',
      (ids: string[]) => ({ playerIds: ids, teams: 2, constraints: [{ kind: 'fixed', player: ids[0], team: 2 }] }),
      'unknown-player',
    ],
  ])('refuses %s with 422 and the field', async (_, bodyOf, reason) => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const { status, body } = await createDraw(member, scene, bodyOf(players));
    expect(status).toBe(422);
    expect(slug(body)).toBe(reason);
    expect(body.errors?.length).toBeGreaterThan(0);
  });

  it.each([
    ['one team', { teams: 1 }],
    ['21 teams', { teams: 21 }],
    ['no players', { playerIds: [] }],
    ['an unknown rule', { constraints: [{ kind: 'random' }] }],
    ['a seed', { seed: 'mine' }],
    ['eleven extras', { extras: Array.from({ length: 11 }, () => ({ name: 'X', strength: 'weak' })) }],
  ])('refuses %s with 400', async (_, change) => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    expect((await createDraw(member, scene, { playerIds: players, teams: 2, ...change })).status).toBe(400);
  });

  it('creates once for the same Idempotency-Key, and refuses the key for another request', async () => {
    const scene = await sceneIn(system);
    const { member, owner, players } = scene;
    const key = { 'idempotency-key': 'once-and-only-once' };
    const order = { playerIds: players, teams: 2 };
    const [first, second] = await Promise.all([
      createDraw(member, scene, order, key),
      createDraw(member, scene, order, key),
    ]);
    expect(second.body).toEqual(first.body);
    const other = await createDraw(member, scene, { ...order, teams: 3 }, key);
    expect([other.status, slug(other.body)]).toEqual([422, 'idempotency-key-reused']);
    expect((await createDraw(owner, scene, order, key)).body.id).not.toBe(first.body.id);
    const { body } = await member.send<MatchPage>('GET', `${scene.path}/matches`);
    expect(body.items).toHaveLength(2);
  });

  it('is 404 for strangers, 401 for nobody', async () => {
    const scene = await sceneIn(system);
    const { players } = scene;
    const order = { playerIds: players, teams: 2 };
    expect((await createDraw(await system.caller(), scene, order)).status).toBe(404);
    expect((await createDraw(system.nobody, scene, order)).status).toBe(401);
  });
});
