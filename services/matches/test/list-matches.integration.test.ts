import type { MatchPage } from '@besteam/contracts/matches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDraw, sceneIn } from './scene.ts';
import { type MatchesSystem, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

describe('listMatches and getMatch', () => {
  it('pages through the matches, newest first', async () => {
    const scene = await sceneIn(system);
    const { member, players } = scene;
    const created: string[] = [];
    for (let i = 0; i < 5; i++) {
      created.unshift((await createDraw(member, scene, { playerIds: players, teams: 2 })).body.id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `${scene.path}/matches?limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await member.send<MatchPage>('GET', path);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(seen).toEqual(created);
  });

  it('is empty before the first match', async () => {
    const scene = await sceneIn(system);
    const { member } = scene;
    const { status, body } = await member.send<MatchPage>('GET', `${scene.path}/matches`);
    expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'cursor=!', 'cursor=e30', 'page=2'])(
    'refuses ?%s with 400',
    async (query) => {
      const scene = await sceneIn(system);
      const { member } = scene;
      expect((await member.send('GET', `${scene.path}/matches?${query}`)).status).toBe(400);
    },
  );

  it('shows a match in its own squad only', async () => {
    const scene = await sceneIn(system);
    const { squad, member, players } = scene;
    const other = await sceneIn(system);
    const { body } = await createDraw(member, scene, { playerIds: players, teams: 2 });
    const path = `/matches/${body.id}`;
    expect((await member.send('GET', `/squads/${squad.squadId}${path}`)).status).toBe(200);
    expect((await other.member.send('GET', `/squads/${other.squad.squadId}${path}`)).status).toBe(404);
    expect((await other.member.send('GET', `/squads/${squad.squadId}${path}`)).status).toBe(404);
    expect((await other.member.send('GET', `${scene.path}/matches`)).status).toBe(404);
    expect((await system.nobody.send('GET', `/squads/${squad.squadId}${path}`)).status).toBe(401);
    expect((await system.nobody.send('GET', `${scene.path}/matches`)).status).toBe(401);
  });
});
