import type { Ballot, Problem } from '@besteam/contracts/matches';
import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { playerIdsOf, type SquadSketch, sketchSquad } from './squads.ts';
import { type Caller, type MatchesSystem, ratingsOf, slug, startMatches } from './system.ts';

let system: MatchesSystem;
beforeAll(async () => {
  system = await startMatches();
});
afterAll(() => system.close());

async function squadWithMembers(options?: Parameters<typeof sketchSquad>[0]) {
  const squad = sketchSquad(options);
  await system.tell(squad);
  const [owner, organiser, member] = await system.membersOf(squad);
  if (!owner || !organiser || !member) throw new Error('a sketch has at least three members');
  return { squad, owner, organiser, member, path: `/squads/${squad.squadId}/ballot` };
}

function put(caller: Caller, squad: SquadSketch, ratings: unknown, headers?: Record<string, string>) {
  return caller.send<Ballot & Problem>('PUT', `/squads/${squad.squadId}/ballot`, { ratings }, headers);
}

describe('putMyBallot', () => {
  it('saves a ballot, and saves it again as often as its author likes', async () => {
    const { squad, member, path } = await squadWithMembers();
    for (const level of [3.5, 0, 5]) {
      const ratings = ratingsOf(squad, member.accountId, () => level);
      const saved = await put(member, squad, ratings);
      expect(saved.status).toBe(200);
      expect(saved.body.ratings).toEqual(ratings);
      expect((await member.send<Ballot>('GET', path)).body).toEqual(saved.body);
    }
  });

  it('answers the same ETag when nothing changed and another when something did', async () => {
    const { squad, member } = await squadWithMembers();
    const ratings = ratingsOf(squad, member.accountId);
    const first = await put(member, squad, ratings);
    const same = await put(member, squad, ratings);
    const other = await put(member, squad, {});
    expect(same.etag).toBe(first.etag);
    expect(other.etag).not.toBe(first.etag);
  });

  it.each([5.3, -1, 6, 2.25, 'three', null])('refuses a rating of %j with 400 and the field', async (level) => {
    const { squad, member } = await squadWithMembers();
    const [, , , other = ''] = playerIdsOf(squad);
    const { status, body } = await put(member, squad, { [other]: { level } });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.path).toBe(`body/ratings/${other}/level`);
  });

  it.each([
    ['an unknown field', { ratings: {}, colour: 'red' }],
    ['no ratings', {}],
    ['something else than an object', []],
  ])('refuses %s with 400', async (_, body) => {
    const { member, path } = await squadWithMembers();
    expect((await member.send('PUT', path, body)).status).toBe(400);
  });

  it('refuses to rate oneself with 422 and the field', async () => {
    const { squad, member } = await squadWithMembers();
    const own = squad.members[2]?.playerId ?? '';
    const { status, body } = await put(member, squad, { [own]: { level: 5 } });
    expect(status).toBe(422);
    expect(slug(body)).toBe('not-rateable');
    expect(body.errors).toEqual([{ path: `body/ratings/${own}`, message: 'is the player you claim' }]);
  });

  it('refuses a player of another squad with 422 and the field', async () => {
    const { squad, member } = await squadWithMembers();
    const stranger = newId();
    const { status, body } = await put(member, squad, { [stranger]: { level: 3 } });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.path).toBe(`body/ratings/${stranger}`);
  });

  it('refuses an unknown criterion with 422 and the field', async () => {
    const { squad, member } = await squadWithMembers();
    const [, , , other = ''] = playerIdsOf(squad);
    const { status, body } = await put(member, squad, { [other]: { charm: 3 } });
    expect(status).toBe(422);
    expect(body.errors?.[0]?.path).toBe(`body/ratings/${other}/charm`);
  });

  it('keeps the ratings of a player who left for the day he returns', async () => {
    const { squad, owner, path } = await squadWithMembers();
    const ratings = ratingsOf(squad, owner.accountId, () => 4);
    await put(owner, squad, ratings);
    const last = squad.players.at(-1);
    if (!last) throw new Error('the sketch has players');
    const { [last.id]: gone, ...others } = ratings;
    await system.tell({ ...squad, version: 2, players: squad.players.with(-1, { ...last, archived: true }) });
    expect((await put(owner, squad, others)).body.ratings).toEqual(others);
    expect((await put(owner, squad, ratings)).body.ratings).toEqual(others);
    await system.tell({ ...squad, version: 3 });
    expect((await owner.send<Ballot>('GET', path)).body.ratings).toEqual({ ...others, [last.id]: gone });
  });

  it('lets who rated by a criterion go on rating after it was removed, and keeps that for the day it returns', async () => {
    const level = { id: 'level', name: 'Level', weight: 1 };
    const charm = { id: 'charm', name: 'Charm', weight: 1 };
    const { squad, member, path } = await squadWithMembers({ criteria: [level, charm] });
    const [, , , rated = '', another = ''] = playerIdsOf(squad);
    const before = { [rated]: { level: 3, charm: 4 } };
    expect((await put(member, squad, before)).status).toBe(200);
    await system.tell({ ...squad, version: 2, criteria: [level] });
    expect((await member.send<Ballot>('GET', path)).body.ratings).toEqual({ [rated]: { level: 3 } });
    // As one who still has both on his screen sends them.
    const again = await put(member, squad, { [rated]: { level: 5, charm: 1 }, [another]: { level: 2 } });
    expect(again.status).toBe(200);
    expect(again.body.ratings).toEqual({ [rated]: { level: 5 }, [another]: { level: 2 } });
    expect((await put(member, squad, { [another]: { charm: 2 } })).status).toBe(422);
    await system.tell({ ...squad, version: 3 });
    expect((await member.send<Ballot>('GET', path)).body.ratings).toEqual({
      ...again.body.ratings,
      [rated]: { level: 5, charm: 4 },
    });
  });

  it('replaces only the version that If-Match names, else answers 412', async () => {
    const { squad, member } = await squadWithMembers();
    const ratings = ratingsOf(squad, member.accountId);
    const { etag } = await put(member, squad, ratings, { 'if-match': '"0"' });
    expect((await put(member, squad, {}, { 'if-match': etag ?? '' })).status).toBe(200);
    const stale = await put(member, squad, ratings, { 'if-match': etag ?? '' });
    expect(stale.status).toBe(412);
    expect(slug(stale.body)).toBe('precondition-failed');
    expect((await put(member, squad, ratings, { 'if-match': '"not-ours"' })).status).toBe(412);
    expect((await put(member, squad, ratings, { 'if-match': '*' })).status).toBe(200);
  });

  it('is 401 without a valid token, whatever the body', async () => {
    const { squad } = await squadWithMembers();
    expect((await put(system.nobody, squad, { nonsense: 9 })).status).toBe(401);
    const bad = await put(system.nobody, squad, {}, { authorization: 'Bearer a.b.c' });
    expect(bad.status).toBe(401);
  });

  it('is 404 for a stranger and for an unknown squad alike', async () => {
    const { squad } = await squadWithMembers();
    const stranger = await system.caller();
    const known = await put(stranger, squad, {});
    const unknown = await put(stranger, sketchSquad(), {});
    expect([known.status, unknown.status]).toEqual([404, 404]);
    expect(known.body.detail).toBe(unknown.body.detail);
  });

  it('is 413 above 64 kB and 415 for what is not JSON', async () => {
    const { member, path } = await squadWithMembers();
    const large = await member.send('PUT', path, JSON.stringify({ ratings: {}, filler: 'x'.repeat(70_000) }));
    expect(large.status).toBe(413);
    expect((await member.send('PUT', path, 'ratings', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await member.send('PUT', path, '{')).status).toBe(400);
  });

  it('keeps the last of many saves at once', async () => {
    const { squad, member, path } = await squadWithMembers();
    const [, , , other = ''] = playerIdsOf(squad);
    const levels = [0.5, 1, 1.5, 2];
    const answers = await Promise.all(levels.map((level) => put(member, squad, { [other]: { level } })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const kept = (await member.send<Ballot>('GET', path)).body.ratings[other]?.['level'];
    expect(levels).toContain(kept);
  });
});

describe('getMyBallot', () => {
  it('is empty before the first rating', async () => {
    const { member, path } = await squadWithMembers();
    const { status, body, etag } = await member.send<Ballot>('GET', path);
    expect({ status, body, etag }).toEqual({ status: 200, body: { ratings: {} }, etag: '"0"' });
  });

  it('shows nobody the ballot of another, the owner included', async () => {
    const { squad, owner, organiser, member, path } = await squadWithMembers();
    await put(member, squad, ratingsOf(squad, member.accountId));
    for (const other of [owner, organiser]) {
      expect((await other.send<Ballot>('GET', path)).body.ratings).toEqual({});
    }
  });

  it('is 404 for a stranger, 401 for nobody and 400 for what is no id', async () => {
    const { path } = await squadWithMembers();
    expect((await (await system.caller()).send('GET', path)).status).toBe(404);
    expect((await system.nobody.send('GET', path)).status).toBe(401);
    expect((await (await system.caller()).send('GET', '/squads/short/ballot')).status).toBe(400);
  });
});

describe('a squad the service has not heard of yet', () => {
  it('is asked for with the caller’s token, so that joining and rating in the same second works', async () => {
    const squad = sketchSquad();
    system.players.squads.set(squad.squadId, squad);
    const [owner] = await system.membersOf(squad);
    if (!owner) throw new Error('no owner');
    expect((await put(owner, squad, ratingsOf(squad, owner.accountId))).status).toBe(200);
    expect((await owner.send('GET', `/squads/${squad.squadId}/ballot`)).status).toBe(200);
  });

  it('lets a member rate a player who has just been added', async () => {
    const { squad, owner } = await squadWithMembers();
    const newcomer = { id: newId(), name: 'Marco', positions: [], archived: false };
    system.players.squads.set(squad.squadId, { ...squad, version: 2, players: [...squad.players, newcomer] });
    expect((await put(owner, squad, { [newcomer.id]: { level: 3 } })).status).toBe(200);
  });

  it('remembers a no for a while instead of asking each time', async () => {
    const squad = sketchSquad();
    const stranger = await system.caller();
    const before = system.players.asked();
    for (let i = 0; i < 3; i++) expect((await put(stranger, squad, {})).status).toBe(404);
    expect(system.players.asked() - before).toBe(1);
  });

  it('is 503 with Retry-After when the players service cannot be asked', async () => {
    const squad = sketchSquad();
    system.players.away(true);
    const { status, headers } = await put(await system.caller(), squad, {});
    system.players.away(false);
    expect(status).toBe(503);
    expect(headers.get('retry-after')).not.toBeNull();
  });
});
