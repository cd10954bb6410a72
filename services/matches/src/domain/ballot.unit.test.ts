import { describe, expect, it } from 'vitest';
import { ballot, granted, member, NOW, reasonOf, squadOf } from '../../test/domain-builders.ts';
import { editableRatings, emptyBallot, fillBallot, mergeBallots } from './ballot.ts';
import { isRefusal } from './refusal.ts';

const squad = squadOf(4);
const me = member(squad, 0);
const LATER = '2026-11-23T10:00:00.000Z';

describe('fillBallot', () => {
  it('replaces everything that can be rated', () => {
    const stored = ballot(0, { p1: 3, p2: 4 });
    const filled = granted(fillBallot(squad, me, stored, { ratings: { p3: { level: 5 } }, now: LATER }));
    expect(filled).toEqual({ ...stored, ratings: { p3: { level: 5 } }, version: 2, updatedAt: LATER });
  });

  it('saves the first ballot even when it is empty, and calls saying the same again no change', () => {
    const first = granted(fillBallot(squad, me, emptyBallot('squad', 'a0'), { ratings: {}, now: NOW }));
    expect(first.version).toBe(1);
    expect(fillBallot(squad, me, first, { ratings: {}, now: LATER })).toBe(first);
    const stored = ballot(0, { p1: 3, p2: 4 });
    const same = { p2: { level: 4 }, p1: { level: 3 } };
    expect(fillBallot(squad, me, stored, { ratings: same, now: LATER })).toBe(stored);
  });

  it('leaves out players of whom nothing is said', () => {
    const filled = granted(fillBallot(squad, me, ballot(0, {}), { ratings: { p1: {}, p2: { level: 1 } }, now: NOW }));
    expect(filled.ratings).toEqual({ p2: { level: 1 } });
  });

  it('lets rest what cannot be rated now: players who left, and the one claimed since', () => {
    const stored = ballot(0, { p0: 5, gone: 4, p1: 3 });
    const filled = granted(fillBallot(squad, me, stored, { ratings: { gone: { level: 0 } }, now: NOW }));
    expect(filled.ratings).toEqual({ p0: { level: 5 }, gone: { level: 4 } });
    expect(editableRatings(squad, me, stored)).toEqual({ p1: { level: 3 } });
  });

  it('lets rest what was rated by a criterion that is rated no more, whether it is sent again or not', () => {
    const stored = ballot(0, {}, { ratings: { p1: { charm: 4, level: 3 }, p2: { charm: 2 } } });
    const rests = { p1: { level: 5, charm: 4 }, p2: { charm: 2 } };
    const sent: Record<string, number>[] = [{ level: 5 }, { level: 5, charm: 0 }];
    for (const p1 of sent) {
      const filled = granted(fillBallot(squad, me, stored, { ratings: { p1 }, now: NOW }));
      expect(filled.ratings).toEqual(rests);
      expect(editableRatings(squad, me, filled)).toEqual({ p1: { level: 5 } });
    }
    expect(editableRatings(squad, me, stored)).toEqual({ p1: { level: 3 } });
    const criteria = [...squad.criteria, { id: 'charm', weight: 1 }];
    expect(editableRatings({ ...squad, criteria }, me, stored)).toEqual(stored.ratings);
    const cleared = granted(fillBallot(squad, me, stored, { ratings: {}, now: NOW }));
    expect(cleared.ratings).toEqual({ p1: { charm: 4 }, p2: { charm: 2 } });
  });

  it('lets no more rest of a player than a squad may have criteria, the oldest least', () => {
    const given = (ids: number[]) => Object.fromEntries(ids.map((id) => [`c${id}`, 3]));
    const criteria = [8, 9, 10].map((id) => ({ id: `c${id}`, weight: 1 }));
    const stored = ballot(0, {}, { ratings: { p1: given([1, 2, 3, 4, 5, 6, 7]) } });
    const filled = granted(
      fillBallot({ ...squad, criteria }, me, stored, { ratings: { p1: given([8, 9, 10]) }, now: NOW }),
    );
    expect(filled.ratings).toEqual({ p1: given([8, 9, 10, 1, 2, 3, 4, 5]) });
  });

  it('refuses a criterion that is rated no more where nothing of it rests', () => {
    const stored = ballot(0, {}, { ratings: { p1: { charm: 4 } } });
    const refusal = fillBallot(squad, me, stored, { ratings: { p2: { charm: 4 } }, now: NOW });
    expect(isRefusal(refusal) && refusal.errors).toEqual([
      { path: 'body/ratings/p2/charm', message: 'is no criterion of this squad' },
    ]);
  });

  it('names everything that cannot be rated', () => {
    const ratings = { p0: { level: 1 }, stranger: { level: 1 }, p1: { level: 1, charm: 2 } };
    const refusal = fillBallot(squad, me, emptyBallot('squad', 'a0'), { ratings, now: NOW });
    expect(reasonOf(refusal)).toBe('not-rateable');
    expect(isRefusal(refusal) && refusal.errors).toEqual([
      { path: 'body/ratings/p0', message: 'is the player you claim' },
      { path: 'body/ratings/stranger', message: 'is no player of this squad' },
      { path: 'body/ratings/p1/charm', message: 'is no criterion of this squad' },
    ]);
  });

  it('insists on the version the author saw', () => {
    const stored = ballot(0, {}, { version: 4 });
    const fill = (expected: number) =>
      fillBallot(squad, me, stored, { ratings: { p1: { level: 1 } }, expected, now: NOW });
    expect(reasonOf(fill(3))).toBe('precondition-failed');
    expect(granted(fill(4)).version).toBe(5);
  });
});

describe('mergeBallots', () => {
  const older = ballot(1, { p2: 1, p3: 1 });
  const newer = ballot(2, { p3: 5, p0: 5 }, { updatedAt: LATER, version: 7 });
  const both = { p0: { level: 5 }, p2: { level: 1 }, p3: { level: 5 } };

  it('keeps both, the newer where both rated, whichever is merged into the other', () => {
    expect(mergeBallots(older, newer)).toEqual({ ...older, ratings: both, updatedAt: LATER, version: 2 });
    expect(mergeBallots(newer, older)).toEqual({ ...newer, ratings: both, version: 8 });
  });

  it('changes nothing the second time, and fills a ballot never saved', () => {
    const once = mergeBallots(older, newer);
    expect(mergeBallots(once, newer)).toBe(once);
    const empty = emptyBallot('squad', 'a9');
    expect(mergeBallots(empty, newer)).toEqual({ ...empty, ratings: newer.ratings, updatedAt: LATER, version: 1 });
  });
});
