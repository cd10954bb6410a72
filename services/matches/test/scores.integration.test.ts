import type { Scores } from '@besteam/contracts/matches';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playerIdsOf, type SketchOptions, sketchSquad } from './squads.ts';
import { type Caller, type MatchesSystem, ratingsOf, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

async function squadWith(options?: SketchOptions) {
  const squad = sketchSquad(options);
  await system.tell(squad);
  const members = await system.membersOf(squad);
  const rate = async (raters: Caller[], level: number) => {
    for (const { accountId, send } of raters) {
      const ratings = ratingsOf(squad, accountId, () => level);
      expect((await send('PUT', `/squads/${squad.squadId}/ballot`, { ratings })).status).toBe(200);
    }
  };
  const scores = async (caller = members[0]) => {
    const answer = await caller?.send<Scores>('GET', `/squads/${squad.squadId}/scores`);
    return answer?.body.players ?? [];
  };
  return { squad, members, rate, scores, players: playerIdsOf(squad) };
}

describe('getScores', () => {
  it('lists every player before anybody rated', async () => {
    const { scores, players } = await squadWith();
    expect(await scores()).toEqual(players.map((playerId) => ({ playerId, ratings: 0 })));
  });

  it('says how many raters count, and whether the squad shows numbers', async () => {
    for (const numbers of ['shown', 'hidden'] as const) {
      const { members, rate, squad } = await squadWith({ members: 5, claims: 4, rules: { numbers } });
      await rate(members.slice(2), 3);
      const answer = await members[0]?.send<Scores>('GET', `/squads/${squad.squadId}/scores`);
      expect(answer?.body).toMatchObject({ numbers, raters: 2 });
    }
  });

  it('shows a level only once three others have rated the player', async () => {
    const { members, rate, scores } = await squadWith();
    await rate(members.slice(0, 2), 4);
    expect((await scores()).every(({ score }) => score === undefined)).toBe(true);
    await rate(members.slice(2, 3), 4);
    const [own, ...others] = await scores();
    expect(own).toEqual({ playerId: own?.playerId, ratings: 2 });
    expect(others.at(-1)).toMatchObject({ score: 4, ratings: 3 });
  });

  it('does not move when one member changes a rating, nor when five do', async () => {
    const { members, rate, scores } = await squadWith({ members: 9 });
    await rate(members, 4);
    const before = await scores();
    await rate(members.slice(0, 1), 0);
    expect(await scores()).toEqual(before);
    await rate(members.slice(0, 5), 1);
    expect(await scores()).toEqual(before);
  });

  it('moves when six have changed something', async () => {
    const { members, rate, scores } = await squadWith({ members: 9 });
    await rate(members, 5);
    const before = (await scores()).at(-1)?.score ?? 0;
    await rate(members.slice(0, 6), 1);
    expect((await scores()).at(-1)?.score).toBeLessThan(before);
  });

  it('shows a player’s level with his third rating even while the others’ may not move', async () => {
    const { members, rate, scores } = await squadWith({ players: 4, members: 4 });
    await rate(members.slice(0, 3), 4);
    expect((await scores()).filter(({ score }) => score !== undefined)).toHaveLength(1);
    await rate(members.slice(3), 2);
    expect((await scores()).filter(({ score }) => score !== undefined)).toHaveLength(4);
  });

  it('counts the ballots of claimants only, or of every member where the owner admits anyone', async () => {
    for (const [raters, counted] of [
      ['players', 2],
      ['anyone', 4],
    ] as const) {
      const { members, rate, scores } = await squadWith({ members: 4, claims: 2, rules: { raters } });
      await rate(members, 3);
      expect((await scores()).at(-1)?.ratings).toBe(counted);
    }
  });

  it('ignores what somebody gave the player he has claimed since', async () => {
    const { squad, members, rate, scores } = await squadWith({ members: 4, claims: 3, rules: { raters: 'anyone' } });
    await rate(members, 3);
    const [, , , fourth] = squad.members;
    const last = squad.players.at(-1)?.id ?? '';
    expect((await scores()).at(-1)?.ratings).toBe(4);
    if (!fourth) throw new Error('the sketch has four members');
    await system.tell({ ...squad, version: 2, members: squad.members.with(3, { ...fourth, playerId: last }) });
    expect((await scores()).at(-1)?.ratings).toBe(3);
  });

  it('shows no level where the squad hides numbers', async () => {
    const { members, rate, scores } = await squadWith({ rules: { numbers: 'hidden' } });
    await rate(members, 4);
    for (const score of await scores()) expect(Object.keys(score).toSorted()).toEqual(['playerId', 'ratings']);
  });

  it('leaves out who left, and has him again with all that was said of him when he returns', async () => {
    const { squad, members, rate, scores } = await squadWith({ members: 5 });
    await rate(members, 4);
    const before = await scores();
    const last = squad.players.at(-1) ?? expect.fail('the sketch has players');
    await system.tell({ ...squad, version: 2, players: squad.players.with(-1, { ...last, archived: true }) });
    expect((await scores()).map(({ playerId }) => playerId)).toEqual(before.slice(0, -1).map((one) => one.playerId));
    await rate(members.slice(0, 1), 4);
    await system.tell({ ...squad, version: 3 });
    expect(await scores()).toEqual(before);
    expect(before.at(-1)).toMatchObject({ score: expect.any(Number), ratings: 5 });
  });

  it('is 404 for strangers, 401 for nobody and 400 for what is no id', async () => {
    const { squad } = await squadWith();
    const stranger = await system.caller();
    expect((await stranger.send('GET', `/squads/${squad.squadId}/scores`)).status).toBe(404);
    expect((await system.nobody.send('GET', `/squads/${squad.squadId}/scores`)).status).toBe(401);
    expect((await stranger.send('GET', '/squads/x/scores')).status).toBe(400);
  });
});
