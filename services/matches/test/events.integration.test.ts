import type { Ballot, Match, Scores } from '@besteam/contracts/matches';
import type { EventEnvelope } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planned } from './drawn-scene.ts';
import { createDraw, everybodyRates, onMatch, type Scene, sceneIn } from './scene.ts';
import { type Caller, type MatchesSystem, ratingsOf, startMatches } from './system.ts';

let system: MatchesSystem;
const heard: EventEnvelope[] = [];
beforeAll(async () => {
  system = await startMatches();
  await system.platform.bus.consume({
    queue: 'test',
    types: ['besteam.ballot.changed.v1', 'besteam.match.changed.v1'],
    handle: async (event) => void heard.push(event),
  });
});
afterAll(() => system.close());

const of = ({ squad }: Scene) => heard.filter(({ subject }) => subject === squad.squadId);

function rate(scene: Scene, { accountId, send }: Caller, level = 3) {
  return send('PUT', `${scene.path}/ballot`, { ratings: ratingsOf(scene.squad, accountId, () => level) });
}

async function ballotOf(scene: Scene, { send }: Caller) {
  return (await send<Ballot>('GET', `${scene.path}/ballot`)).body.ratings;
}

describe('events out', () => {
  it('tell of a ballot how many rate, and nothing more', async () => {
    const scene = await sceneIn(system);
    await rate(scene, scene.owner);
    // Ballots that wait to be told of are told of together, so the second waits for the first to be heard of.
    await expect.poll(() => of(scene).length).toBe(1);
    await rate(scene, scene.member);
    await expect.poll(() => of(scene).length).toBe(2);
    expect(of(scene).at(-1)).toMatchObject({ type: 'besteam.ballot.changed.v1', data: { raters: 2, version: 2 } });
    expect(JSON.stringify(of(scene))).not.toContain(scene.member.accountId);
  });

  it('tell of a match every time it changes, and of its end', async () => {
    const scene = await sceneIn(system);
    const match = await planned(scene);
    await expect.poll(() => of(scene).length).toBe(1);
    await onMatch(scene.member, scene, match, ['DELETE']);
    await expect.poll(() => of(scene).length).toBe(2);
    expect(of(scene).map(({ data }) => data)).toMatchObject([
      { matchId: match.id, status: 'planned', version: 1 },
      { matchId: match.id, status: 'deleted', version: 2 },
    ]);
  });
});

describe('squad events', () => {
  it('never put an older snapshot in the place of a newer one', async () => {
    const scene = await sceneIn(system);
    await system.tell({ ...scene.squad, version: 3, players: scene.squad.players.slice(0, 4) });
    await system.tell({ ...scene.squad, version: 2 });
    const players = async () => (await scene.member.send<Scores>('GET', `${scene.path}/scores`)).body.players.length;
    // The queue that each process has for itself may be a moment behind the one they share.
    await expect.poll(players).toBe(4);
  });

  it('remove everything of a deleted squad, and a late snapshot resurrects nothing', async () => {
    const scene = await sceneIn(system);
    await everybodyRates(scene);
    const { body } = await createDraw(scene.member, scene, { playerIds: scene.players, teams: 2 });
    await scene.member.send('GET', `${scene.path}/scores`);
    system.players.squads.delete(scene.squad.squadId);
    await system.publish('besteam.squad.deleted.v1', { squadId: scene.squad.squadId, version: 2 });
    await system.publish('besteam.squad.changed.v1', { ...scene.squad, version: 1 });
    const mine = async () => (await scene.member.send('GET', `${scene.path}/ballot`)).status;
    await expect.poll(mine).toBe(404);
    expect((await onMatch(scene.member, scene, body, ['GET'])).status).toBe(404);
    // Even whoever knew the squad better would find nothing of it.
    system.players.squads.set(scene.squad.squadId, { ...scene.squad, version: 3 });
    await expect.poll(async () => (await scene.owner.send('GET', `${scene.path}/ballot`)).status).toBe(200);
    expect(await ballotOf(scene, scene.owner)).toEqual({});
    expect((await onMatch(scene.owner, scene, body, ['GET'])).status).toBe(404);
  });
});

describe('account events', () => {
  it('remove every ballot of a deleted account, in all squads', async () => {
    const [one, two] = [await sceneIn(system), await sceneIn(system)];
    const joined = { ...two.squad, version: 2, members: [...two.squad.members, ...one.squad.members.slice(2, 3)] };
    await system.tell(joined);
    await rate(one, one.member);
    await two.member.send('PUT', `${two.path}/ballot`, { ratings: {} });
    await one.member.send('PUT', `${two.path}/ballot`, { ratings: { [two.players[9] ?? '']: { level: 2 } } });
    await rate(one, one.owner);
    const raters = async () =>
      (await one.owner.send<Scores>('GET', `${one.path}/scores`)).body.players.map(({ ratings }) => ratings);
    expect((await raters()).at(-1)).toBe(2);
    const told = () => of(one).at(-1)?.data;
    await expect.poll(told).toMatchObject({ raters: 2 });
    await system.publish('besteam.account.deleted.v1', { accountId: one.member.accountId, version: 1 });
    expect((await raters()).at(-1)).toBe(1);
    await expect.poll(told).toMatchObject({ raters: 1 });
    expect(await ballotOf(one, one.owner)).not.toEqual({});
  });

  it('hand a guest’s ballots and matches to the account he became, the newer rating first', async () => {
    const scene = await sceneIn(system);
    const [, , guest, account] = scene.members;
    if (!guest || !account) throw new Error('the scene has five members');
    const [, , , , a = '', b = '', c = ''] = scene.players;
    const put = (caller: Caller, ratings: object) => caller.send('PUT', `${scene.path}/ballot`, { ratings });
    await put(account, { [a]: { level: 1 }, [b]: { level: 1 } });
    await put(guest, { [b]: { level: 5 }, [c]: { level: 5 } });
    const match = await planned(scene);
    const data = { guestId: guest.accountId, accountId: account.accountId, version: 1 };
    await system.publish('besteam.account.merged.v1', data);
    await system.publish('besteam.account.merged.v1', data);
    expect(await ballotOf(scene, account)).toEqual({ [a]: { level: 1 }, [b]: { level: 5 }, [c]: { level: 5 } });
    expect(await ballotOf(scene, guest)).toEqual({});
    const { body } = await account.send<Match>('GET', `${scene.path}/matches/${match.id}`);
    expect(body.createdBy).toBe(account.accountId);
    expect((await onMatch(account, scene, match, ['DELETE'])).status).toBe(204);
  });
});
