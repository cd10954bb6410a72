import type { SwapPreviews } from '@besteam/contracts/matches';
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

describe('lockMatch', () => {
  it('keeps the teams as they are until they are opened again', async () => {
    const { scene, match, teams } = await drawnScene(system);
    const locked = await onMatch(scene.member, scene, match, ['PUT', '/lock'], { locked: true });
    expect([locked.status, locked.body.locked]).toEqual([200, true]);
    const [a, b] = [teams[0]?.[0], teams[1]?.[0]];
    const refused = [
      await onMatch(scene.member, scene, match, ['POST', '/draws']),
      await onMatch(scene.member, scene, match, ['POST', '/swaps'], { a, b }),
      await onMatch(scene.member, scene, match, ['POST', '/replacements'], { out: a }),
    ];
    expect(refused.map(({ status, body }) => [status, slug(body)])).toEqual(refused.map(() => [409, 'locked']));
    await onMatch(scene.member, scene, match, ['PUT', '/lock'], { locked: false });
    expect((await onMatch(scene.member, scene, match, ['POST', '/draws'])).status).toBe(201);
  });

  it('is for who made the match, organisers and the owner: 403 for other members', async () => {
    const { scene, match } = await drawnScene(system);
    const [, , , other] = scene.members;
    if (!other) throw new Error('the scene has five members');
    const statuses = [];
    for (const caller of [scene.member, scene.organiser, scene.owner, other, await system.caller(), system.nobody]) {
      statuses.push((await onMatch(caller, scene, match, ['PUT', '/lock'], { locked: true })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 403, 404, 401]);
  });

  it('is 409 without teams or once played, 404 for an unknown match, 400 for what is no lock', async () => {
    const { scene, match } = await drawnScene(system);
    const lock = (id: string, body: object = { locked: true }) =>
      onMatch(scene.member, scene, { id }, ['PUT', '/lock'], body);
    expect(slug((await lock((await planned(scene)).id)).body)).toBe('not-drawn');
    expect((await lock(newId())).status).toBe(404);
    expect((await lock(match.id, { locked: 'yes' })).status).toBe(400);
    await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores: [1, 0] });
    expect(slug((await lock(match.id)).body)).toBe('already-played');
  });
});

describe('previewSwaps and swapPlayers', () => {
  it('shows every swap, best first, and what it shows comes true', async () => {
    const scene = await openScene(system);
    const { body: match } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    const preview = await scene.member.send<SwapPreviews>('GET', `${scene.path}/matches/${match.id}/swaps`);
    const gaps = preview.body.swaps.map(({ gap }) => gap ?? Number.NaN);
    expect(gaps).toHaveLength(25);
    expect(gaps).toEqual(gaps.toSorted((x, y) => x - y));
    const worst = preview.body.swaps.at(-1);
    const swap = { a: worst?.a, b: worst?.b };
    const { status, body } = await onMatch(scene.member, scene, match, ['POST', '/swaps'], swap);
    expect(status).toBe(200);
    expect(body.draw?.gap).toBeCloseTo(worst?.gap ?? Number.NaN, 6);
    expect(body.draw?.evenness).toBe(worst?.evenness);
    expect(body.draw?.adjustedByHand).toBe(true);
    expect(body.draws.at(-1)?.adjustedByHand).toBe(true);
    const means = body.draw?.teams.map(({ mean }) => mean ?? 0) ?? [];
    expect(Math.max(...means) - Math.min(...means)).toBeCloseTo(worst?.gap ?? Number.NaN, 6);
  });

  it('tells grades alone, in an order that ranks nobody, where numbers are withheld', async () => {
    const scene = await openScene(system);
    await system.tell({ ...scene.squad, version: 2, rules: { ...scene.squad.rules, numbers: 'hidden' } });
    const { body: match } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    const { body } = await scene.member.send<SwapPreviews>('GET', `${scene.path}/matches/${match.id}/swaps`);
    expect(body.swaps).toHaveLength(25);
    expect(body.swaps.every(({ gap }) => gap === undefined)).toBe(true);
    const even = body.swaps.filter(({ evenness }) => evenness === 'even').map(({ a, b }) => a + b);
    expect(even).toEqual(even.toSorted());
    for (const { players } of match.draw?.teams ?? []) expect(players).toEqual(players.toSorted());
  });

  it('swaps what is asked and nobody else', async () => {
    const { scene, match, teams } = await drawnScene(system);
    const [[a] = [], [b] = []] = teams;
    const { body } = await onMatch(scene.owner, scene, match, ['POST', '/swaps'], { a, b });
    expect(body.draw?.teams[0]?.players).toContain(b);
    expect(body.draw?.teams[1]?.players).toContain(a);
    expect(everybody(body)).toEqual(everybody(match));
    expect(body.draws[0]?.teams).toEqual(teams);
  });

  it.each([
    ['two of the same team', (teams: string[][]) => ({ a: teams[0]?.[0], b: teams[0]?.[1] })],
    ['somebody who does not play', (teams: string[][]) => ({ a: teams[0]?.[0], b: newId() })],
    ['an extra there is not', (teams: string[][]) => ({ a: 'extra-1', b: teams[0]?.[0] })],
  ])('refuses to swap %s with 422 and the field', async (_, swapOf) => {
    const { scene, match, teams } = await drawnScene(system);
    const { status, body } = await onMatch(scene.member, scene, match, ['POST', '/swaps'], swapOf(teams));
    expect([status, slug(body)]).toEqual([422, 'impossible-swap']);
    expect(body.errors?.length).toBeGreaterThan(0);
  });

  it('is 409 without teams, 412 when stale, 404 for strangers, 401 for nobody, 400 for half a swap', async () => {
    const { scene, match, teams } = await drawnScene(system);
    const [[a] = [], [b] = []] = teams;
    const swap = { a, b };
    const without = await planned(scene);
    expect((await onMatch(scene.member, scene, without, ['POST', '/swaps'], swap)).status).toBe(409);
    expect((await onMatch(scene.member, scene, without, ['GET', '/swaps'])).status).toBe(409);
    const stale = await onMatch(scene.member, scene, match, ['POST', '/swaps'], swap, { 'if-match': '"99"' });
    expect(stale.status).toBe(412);
    for (const method of ['GET', 'POST']) {
      const body = method === 'POST' ? swap : undefined;
      expect((await onMatch(await system.caller(), scene, match, [method, '/swaps'], body)).status).toBe(404);
      expect((await onMatch(system.nobody, scene, match, [method, '/swaps'], body)).status).toBe(401);
    }
    expect((await onMatch(scene.member, scene, match, ['POST', '/swaps'], { a })).status).toBe(400);
  });
});
