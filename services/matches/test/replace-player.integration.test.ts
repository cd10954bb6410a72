import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnScene, openScene, planned } from './drawn-scene.ts';
import { createDraw, everybody, onMatch } from './scene.ts';
import { type MatchesSystem, slug, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

describe('replacePlayer', () => {
  it('lets somebody come in for who drops out, and moves nobody else who need not move', async () => {
    const { scene, match, teams } = await drawnScene(system, { players: 11 }, {});
    const [first = []] = teams;
    const out = first.find((id) => id !== scene.players[0]) ?? '';
    const order = { playerIds: scene.players.slice(0, 10), teams: 2 };
    const { body: ten } = await onMatch(scene.member, scene, match, ['POST', '/draws'], order);
    const playing = everybody(ten);
    const leaving = playing.find((id) => id === out) ?? playing[0] ?? '';
    const coming = scene.players[10] ?? '';
    const replacement = { out: leaving, in: coming };
    const { status, body } = await onMatch(scene.member, scene, match, ['POST', '/replacements'], replacement);
    expect(status).toBe(200);
    expect(everybody(body)).toEqual([...playing.filter((id) => id !== leaving), coming].toSorted());
    const moved = ten.draw?.teams.map(
      ({ players }, i) => players.filter((id) => id !== leaving && !body.draw?.teams[i]?.players.includes(id)).length,
    );
    expect(moved).toEqual([0, 0]);
    expect(body.draw?.adjustedByHand).toBe(true);
    const said = new Map(body.attendance.map(({ playerId, status }) => [playerId, status]));
    expect([said.get(leaving), said.get(coming)]).toEqual(['out', 'in']);
  });

  it('evens the teams out when nobody comes, and keeps the rules of those who stay', async () => {
    const scene = await openScene(system);
    const [a = '', b = '', c = ''] = scene.players;
    const constraints = [
      { kind: 'fixed', player: a, team: 0 },
      { kind: 'together', players: [b, c, a] },
    ];
    const order = { playerIds: scene.players, teams: 2, constraints };
    const { body: match } = await createDraw(scene.member, scene, order);
    const { body } = await onMatch(scene.member, scene, match, ['POST', '/replacements'], { out: a });
    expect(body.draw?.teams.map(({ players }) => players.length).toSorted()).toEqual([4, 5]);
    expect(body.draw?.constraints).toEqual([{ kind: 'together', players: [b, c] }]);
    const team = body.draw?.teams.find(({ players }) => players.includes(b));
    expect(team?.players).toContain(c);
    expect(body.draw?.gap).toBeDefined();
  });

  it('tells no number once somebody comes whose level is not published', async () => {
    const scene = await openScene(system);
    const newcomer = { id: newId(), name: 'Marco', positions: [], archived: false };
    await system.tell({ ...scene.squad, version: 2, players: [...scene.squad.players, newcomer] });
    const { body: match } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    expect(match.draw?.gap).toBeDefined();
    const replacement = { out: scene.players[0], in: newcomer.id };
    const { body } = await onMatch(scene.member, scene, match, ['POST', '/replacements'], replacement);
    expect(body.draw?.gap).toBeUndefined();
    expect(body.draw?.teams[0]?.mean).toBeUndefined();
  });

  it('lets an extra drop out', async () => {
    const extras = [{ name: 'Marco', strength: 'average' }];
    const { scene, match } = await drawnScene(system, {}, { extras });
    const { body } = await onMatch(scene.member, scene, match, ['POST', '/replacements'], { out: 'extra-1' });
    expect(body.extras).toEqual([]);
    expect(everybody(body)).toEqual(scene.players.toSorted());
  });

  it('lets somebody who joins this match only come in, with a guess and a name of his own', async () => {
    const scene = await openScene(system);
    const { body: match } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    const [out = '', stays = ''] = scene.players;
    const comes = (leaving: string, name: string) =>
      onMatch(scene.member, scene, match, ['POST', '/replacements'], {
        out: leaving,
        extra: { name, strength: 'strong' },
      });
    const { status, body } = await comes(out, '  Marco ');
    expect(status).toBe(200);
    expect(body.extras).toEqual([{ id: 'extra-1', name: 'Marco', strength: 'strong' }]);
    expect(everybody(body)).toEqual([...scene.players.slice(1), 'extra-1'].toSorted());
    expect(body.draw?.gap).toBeDefined();
    expect(body.attendance.find(({ playerId }) => playerId === out)?.status).toBe('out');
    const { body: shuffled } = await onMatch(scene.member, scene, match, ['POST', '/draws'], {});
    expect(everybody(shuffled)).toContain('extra-1');
    const { body: next } = await comes('extra-1', 'Pia');
    expect(next.extras).toEqual([{ id: 'extra-2', name: 'Pia', strength: 'strong' }]);
    expect(everybody(next)).toContain(stays);
  });

  it('refuses with 422 somebody for this match only beside a player, and an eleventh', async () => {
    const extras = Array.from({ length: 10 }, (_, index) => ({ name: `G${index}`, strength: 'weak' }));
    const { scene, match } = await drawnScene(system, {}, { extras });
    const [out, other] = scene.players;
    const extra = { name: 'Marco', strength: 'weak' };
    const replace = (body: object) => onMatch(scene.member, scene, match, ['POST', '/replacements'], body);
    const [beside, eleventh] = [await replace({ out, in: other, extra }), await replace({ out, extra })];
    expect([beside.status, beside.body.errors?.[0]?.path]).toEqual([422, 'body/extra']);
    expect([eleventh.status, eleventh.body.errors?.[0]?.path]).toEqual([422, 'body/extra']);
    expect((await replace({ out: 'extra-3', extra })).status).toBe(200);
    expect((await replace({ out, extra: { name: ' ', strength: 'weak' } })).status).toBe(400);
  });

  it.each([
    ['somebody who does not play', () => ({ out: newId() }), 'body/out'],
    ['somebody of another squad', (ids: string[]) => ({ out: ids[0], in: newId() }), 'body/in'],
    ['somebody who plays already', (ids: string[]) => ({ out: ids[0], in: ids[1] }), 'body/in'],
  ])('refuses %s with 422 and the field', async (_, replacementOf, path) => {
    const { scene, match } = await drawnScene(system);
    const replacement = replacementOf(scene.players);
    const { status, body } = await onMatch(scene.member, scene, match, ['POST', '/replacements'], replacement);
    expect([status, body.errors?.[0]?.path]).toEqual([422, path]);
  });

  it('refuses to leave fewer players than teams with 422', async () => {
    const { scene, match } = await drawnScene(system, { players: 3 });
    const [a, b] = scene.players;
    expect((await onMatch(scene.member, scene, match, ['POST', '/replacements'], { out: a })).status).toBe(200);
    const last = await onMatch(scene.member, scene, match, ['POST', '/replacements'], { out: b });
    expect([last.status, slug(last.body)]).toEqual([422, 'too-few-players']);
  });

  it('is 409 without teams, 412 when stale, 404 for strangers, 401 for nobody, 400 for nothing', async () => {
    const { scene, match } = await drawnScene(system);
    const out = { out: scene.players[0] };
    const replace = async (caller = scene.member, id = match.id, body: object = out, headers = {}) =>
      (await onMatch(caller, scene, { id }, ['POST', '/replacements'], body, headers)).status;
    expect(await replace(scene.member, (await planned(scene)).id)).toBe(409);
    expect(await replace(scene.member, match.id, out, { 'if-match': '"99"' })).toBe(412);
    expect(await replace(await system.caller())).toBe(404);
    expect(await replace(scene.member, newId())).toBe(404);
    expect(await replace(system.nobody)).toBe(401);
    expect(await replace(scene.member, match.id, {})).toBe(400);
  });
});
