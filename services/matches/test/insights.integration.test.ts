import type { Insights } from '@besteam/contracts/matches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openScene, planned } from './drawn-scene.ts';
import { createDraw, onMatch, type Scene, sceneIn } from './scene.ts';
import { type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

async function insights({ member, path }: Scene) {
  const { status, body } = await member.send<Insights>('GET', `${path}/insights`);
  expect(status).toBe(200);
  return body;
}

/** Plays a match that the team of `winner` wins by a mile. */
async function playWonBy(scene: Scene, winner: string, playerIds = scene.players) {
  const { body: match } = await createDraw(scene.member, scene, { playerIds, teams: 2 });
  const scores = match.draw?.teams.map(({ players }) => (players.includes(winner) ? 9 : 0)) ?? [];
  await onMatch(scene.member, scene, match, ['PUT', '/result'], { scores, even: false });
  return match;
}

describe('getInsights', () => {
  it('is empty before the first match', async () => {
    const scene = await sceneIn(system);
    expect(await insights(scene)).toEqual({ matches: 0, pairs: [], evenness: [], suggestions: [] });
  });

  it('counts who played with and against whom, in played matches only', async () => {
    const scene = await sceneIn(system);
    const four = scene.players.slice(0, 4);
    const match = await playWonBy(scene, four[0] ?? '', four);
    await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    await planned(scene);
    const { matches, pairs, evenness } = await insights(scene);
    expect(matches).toBe(1);
    expect(pairs).toHaveLength(6);
    expect(pairs.filter(({ together }) => together === 1)).toHaveLength(2);
    expect(pairs.every(({ together, against }) => together + against === 1)).toBe(true);
    const [first] = match.draw?.teams ?? [];
    const mates = pairs.find(({ a, b }) => first?.players.includes(a) && first.players.includes(b));
    expect(mates).toMatchObject({ together: 1, against: 0 });
    expect(evenness).toHaveLength(2);
    expect(evenness[0]).toMatchObject({ matchId: match.id, margin: 9, even: false, evenness: 'as-even-as-it-gets' });
    expect(evenness[0]?.predictedGap).toBeUndefined();
  });

  it('puts the predicted gap beside the margin where numbers are shown', async () => {
    const scene = await openScene(system);
    const match = await playWonBy(scene, scene.players[0] ?? '');
    const { evenness } = await insights(scene);
    expect(evenness[0]).toMatchObject({ predictedGap: match.draw?.gap, margin: 9 });
  });

  it('suggests a second look at who wins more than his votes say, and changes no level', async () => {
    const scene = await openScene(system);
    const winner = scene.players[1] ?? '';
    const scores = async () => (await scene.member.send('GET', `${scene.path}/scores`)).body;
    const before = await scores();
    for (let i = 0; i < 6; i++) await playWonBy(scene, winner);
    const { suggestions } = await insights(scene);
    const suggestion = suggestions.find(({ playerId }) => playerId === winner);
    expect(suggestion).toMatchObject({ direction: 'higher', matches: 6 });
    expect(suggestion?.estimate).toBeGreaterThan(suggestion?.level ?? 5);
    expect(await scores()).toEqual(before);
    await system.tell({ ...scene.squad, version: 2, rules: { ...scene.squad.rules, numbers: 'hidden' } });
    expect((await insights(scene)).suggestions).toEqual([]);
  });

  it('is 404 for strangers, 401 for nobody and 400 for what is no id', async () => {
    const scene = await sceneIn(system);
    const stranger = await system.caller();
    expect((await stranger.send('GET', `${scene.path}/insights`)).status).toBe(404);
    expect((await system.nobody.send('GET', `${scene.path}/insights`)).status).toBe(401);
    expect((await stranger.send('GET', '/squads/x/insights')).status).toBe(400);
  });
});
