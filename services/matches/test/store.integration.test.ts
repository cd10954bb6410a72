import { newId } from '@besteam/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Match } from '../src/domain/match.ts';
import { ballot, drawAgain, drawnMatch, NOW, squadOf } from './domain-builders.ts';
import { largestBallot, largestMatch } from './largest-documents.ts';
import { storeView } from './store-view.ts';
import { openTwin, twins } from './twins.ts';

const LATER = '2026-11-23T10:00:00.000Z';

describe.each(twins)('the store on $title', (twin) => {
  if (twin.skipped) return it.skip('is not to be had', () => {});
  let opened: Awaited<ReturnType<typeof openTwin>>;
  let store: ReturnType<typeof storeView>;
  beforeAll(async () => {
    opened = await openTwin(twin);
    store = storeView(opened.documents);
  });
  afterAll(() => opened.close());

  const inSquad = (squadId: string, rater = 0, change = {}) => ballot(rater, { p1: 3 }, { squadId, ...change });
  const matchIn = (squadId: string, change: Partial<Match> = {}): Match => {
    return { ...drawnMatch(squadOf(8)), squadId, matchId: newId(), version: 1, ...change };
  };

  describe('ballots', () => {
    it('are found as they were saved, each under its author, and all of a squad', async () => {
      const squadId = newId();
      const [one, other] = [inSquad(squadId, 0), inSquad(squadId, 1)];
      expect(await store.ballots.find(squadId, 'a0')).toMatchObject({ ratings: {}, version: 0 });
      expect([await store.ballots.save(one), await store.ballots.save(other)]).toEqual([true, true]);
      expect(await store.ballots.find(squadId, 'a0')).toEqual(one);
      expect(await store.ballots.ofSquad(squadId)).toEqual([one, other]);
    });

    it('are saved over the version before, and over nothing else', async () => {
      const squadId = newId();
      expect(await store.ballots.save(inSquad(squadId, 0, { version: 2 }))).toBe(false);
      expect(await store.ballots.save(inSquad(squadId))).toBe(true);
      expect(await store.ballots.save(inSquad(squadId))).toBe(false);
      const racers = Array.from({ length: 10 }, () => store.ballots.save(inSquad(squadId, 0, { version: 2 })));
      expect((await Promise.all(racers)).filter(Boolean)).toHaveLength(1);
    });

    it('that were removed are no more, and nothing late takes their place', async () => {
      const squadId = newId();
      await store.ballots.save(inSquad(squadId));
      expect(await store.ballots.remove(inSquad(squadId), LATER)).toBe(true);
      expect(await store.ballots.ofSquad(squadId)).toEqual([]);
      expect(await store.ballots.save(inSquad(squadId, 0, { version: 2 }))).toBe(false);
    });

    it('are counted where they rate somebody, each count newer than the one before', async () => {
      const squadId = newId();
      await store.ballots.save(inSquad(squadId, 0));
      await store.ballots.save(inSquad(squadId, 1, { ratings: {} }));
      expect(await store.countRaters(squadId)).toEqual({ raters: 1, version: 1 });
      await store.ballots.save(inSquad(squadId, 2));
      expect(await store.countRaters(squadId)).toEqual({ raters: 2, version: 2 });
    });
  });

  describe('matches', () => {
    it('are found as they were saved, with all that their draws were not to repeat', async () => {
      const squad = squadOf(8);
      const match = { ...drawAgain(squad, drawnMatch(squad), 'withheld'), squadId: newId(), version: 1 };
      expect(await store.matches.save(match)).toBe(true);
      expect(await store.matches.save(match)).toBe(false);
      expect(await store.matches.find(match.squadId, match.matchId)).toEqual(match);
    });

    it('are listed newest first, page by page, without those removed', async () => {
      const squadId = newId();
      const made = Array.from({ length: 5 }, (_, i) => matchIn(squadId, { createdAt: `2026-11-2${i}T10:00:00.000Z` }));
      for (const match of made) await store.matches.save(match);
      const [, second = expect.fail()] = made;
      await store.matches.remove({ ...second, version: 2 });
      const first = await store.matches.list(squadId, { limit: 3 });
      expect(first.matches.map(({ createdAt }) => createdAt.slice(8, 10))).toEqual(['24', '23', '22']);
      const rest = await store.matches.list(squadId, { limit: 3, before: first.next });
      expect(rest).toEqual({ matches: made.slice(0, 1) });
      expect(await store.matches.find(squadId, second.matchId)).toBeUndefined();
    });
  });

  it('takes the largest match and the largest ballot there can be', async () => {
    const match = { ...largestMatch(newId(), 22), version: 1 };
    expect(await store.matches.save(match)).toBe(true);
    expect((await store.matches.list(match.squadId, { limit: 10 })).matches).toEqual([match]);
    const largest = largestBallot(match.squadId);
    expect(await store.ballots.save(largest)).toBe(true);
    expect(await store.ballots.find(largest.squadId, largest.accountId)).toEqual(largest);
  });

  describe('replicas of squads', () => {
    const squad = { ...squadOf(3), squadId: newId() };

    it('are replaced by newer snapshots alone, and by none once the squad is deleted', async () => {
      await store.squads.replace({ ...squad, version: 2, name: 'Two' });
      await store.squads.replace({ ...squad, version: 1, name: 'One' });
      expect((await store.squads.find(squad.squadId))?.name).toBe('Two');
      await store.squads.bury(squad.squadId, 3);
      await store.squads.replace({ ...squad, version: 9, name: 'Late' });
      expect(await store.squads.find(squad.squadId)).toBeUndefined();
    });
  });

  describe('snapshots of levels', () => {
    const levels = { p1: { level: 3.21, uncertainty: 0.2, ratings: 3 } };
    const snapshotOf = (squadId: string, version = 1) => {
      return { squadId, version, levels, basis: { a0: '1:p0' }, criteria: '[]', renewedAt: NOW };
    };

    it('are renewed once, whoever else renews them at the same time', async () => {
      const first = snapshotOf(newId());
      const racers = await Promise.all(Array.from({ length: 5 }, () => store.snapshots.save(first)));
      expect(racers.filter(Boolean)).toHaveLength(1);
      expect(await store.snapshots.find(first.squadId)).toEqual(first);
      expect(await store.snapshots.save({ ...first, version: 2 })).toBe(true);
    });

    it('do not stay behind in a squad that was deleted meanwhile', async () => {
      const snapshot = snapshotOf(newId());
      await store.squads.bury(snapshot.squadId, 1);
      await store.snapshots.save(snapshot);
      expect(await store.snapshots.find(snapshot.squadId)).toBeUndefined();
    });
  });

  it('remembers who is no more, the first news for good', async () => {
    const accountId = newId();
    expect(await store.departures.find(accountId)).toBeUndefined();
    await store.departures.note(accountId, 'heir');
    await store.departures.note(accountId);
    expect(await store.departures.find(accountId)).toEqual({ into: 'heir' });
  });

  it('finds what an account left behind, in every squad', async () => {
    const [accountId, other] = [newId(), newId()];
    const left = [newId(), newId()].map((squadId) => inSquad(squadId, 0, { accountId }));
    for (const one of [...left, inSquad(newId(), 0, { accountId: other })]) await store.ballots.save(one);
    const made = matchIn(newId(), { createdBy: accountId });
    await store.matches.save(made);
    const found = await store.traces.ballotsOf(accountId);
    expect(found.map(({ squadId }) => squadId).toSorted()).toEqual(left.map(({ squadId }) => squadId).toSorted());
    expect(await store.traces.matchesOf(accountId)).toEqual([made]);
  });

  it('removes everything of a deleted squad, however much, and nothing of another', async () => {
    const [squadId, other] = [newId(), newId()];
    for (let rater = 0; rater < 60; rater++) await store.ballots.save(inSquad(squadId, rater));
    await store.matches.save(matchIn(squadId));
    await store.ballots.save(inSquad(other));
    await store.squads.bury(squadId, 2);
    await store.purge(squadId);
    expect(await store.ballots.ofSquad(squadId)).toEqual([]);
    expect((await store.matches.list(squadId, { limit: 5 })).matches).toEqual([]);
    await store.squads.replace({ ...squadOf(2), squadId, version: 1 });
    expect(await store.squads.find(squadId)).toBeUndefined();
    expect(await store.ballots.ofSquad(other)).toHaveLength(1);
  });
});
