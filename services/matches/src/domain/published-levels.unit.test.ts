import { describe, expect, it } from 'vitest';
import { ballot, NOW, squadOf } from '../../test/domain-builders.ts';
import type { Ballot } from './ballot.ts';
import { drawLevels, isOpen } from './draw-levels.ts';
import { publishedLevel, renewed, type Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';

const squad = squadOf(10);
/** The raters `from` to `to` give the last three players `level`. */
function raters(from: number, to: number, level: number, version = 1): Ballot[] {
  return Array.from({ length: to - from }, (_, i) =>
    ballot(from + i, { p7: level, p8: level, p9: level }, { version }),
  );
}

function snapshotOf(ballots: Ballot[], of: Squad = squad, last?: Snapshot): Snapshot {
  const snapshot = renewed(of, ballots, last, NOW);
  if (!snapshot) throw new Error('nothing may move');
  return snapshot;
}

describe('renewed', () => {
  it('makes no snapshot before somebody has three ratings', () => {
    expect(renewed(squad, raters(0, 2, 3), undefined, NOW)).toBeUndefined();
    const snapshot = snapshotOf(raters(0, 3, 4));
    expect(Object.keys(snapshot.levels)).toEqual(['p7', 'p8', 'p9']);
    expect(snapshot).toMatchObject({ squadId: 'squad', version: 1, renewedAt: NOW });
  });

  it('moves when six raters changed something, and not before', () => {
    const first = snapshotOf(raters(0, 6, 4));
    expect(renewed(squad, [...raters(0, 5, 1, 2), ...raters(5, 6, 4)], first, NOW)).toBeUndefined();
    const second = snapshotOf(raters(0, 6, 1, 2), squad, first);
    expect(second.version).toBe(2);
    expect(second.levels['p9']?.level).toBeLessThan(first.levels['p9']?.level ?? 0);
  });

  it('counts who stopped counting, and whose claim changed, as changed', () => {
    const first = snapshotOf(raters(0, 7, 4));
    expect(snapshotOf(raters(6, 7, 4), squad, first).version).toBe(2);
    expect(renewed(squad, raters(5, 7, 4), first, NOW)).toBeUndefined();
    const swapped = squad.members.map((member, i) => (i < 6 ? { ...member, playerId: `p${(i + 1) % 6}` } : member));
    expect(snapshotOf(raters(0, 7, 4), { ...squad, members: swapped }, first).version).toBe(2);
  });

  it.each([
    [4, 1],
    [5, 2],
    [6, 0],
    [7, 0],
    [8, 0],
    [9, 0],
    [10, 1],
    [14, 5],
    [15, 0],
  ])('leaves, when all %i of a squad have rated one after the other, %i ballots waiting', (size, waiting) => {
    const of = squadOf(size);
    const everybody = Object.fromEntries(of.players.map(({ id }) => [id, 3]));
    const all = of.members.map((_, rater) => ballot(rater, everybody));
    const last = all.reduce<Snapshot | undefined>(
      (so, _, count) => renewed(of, all.slice(0, count + 1), so, NOW) ?? so,
      undefined,
    );
    expect(size - Object.keys(last?.basis ?? {}).length).toBe(waiting);
  });

  it('needs three changes at the very least, and counts members where anyone may rate', () => {
    const four = squadOf(4);
    const all = (version: number, level: number) => [0, 1, 2].map((rater) => ballot(rater, { p3: level }, { version }));
    const first = snapshotOf(all(1, 4), four);
    expect(renewed(four, [...all(2, 1).slice(0, 2), ...all(1, 4).slice(2)], first, NOW)).toBeUndefined();
    expect(snapshotOf(all(2, 1), four, first).levels['p3']?.level).toBeLessThan(4);
    const claims = squad.members.map((member, i) => (i < 4 ? member : { ...member, playerId: undefined }));
    const few = { ...squad, members: claims };
    expect(snapshotOf(all(2, 1), few, snapshotOf(all(1, 4), few)).version).toBe(2);
    const anyone = { ...few, rules: { raters: 'anyone', numbers: 'shown' } as const };
    expect(renewed(anyone, all(2, 1), snapshotOf(all(1, 4), anyone), NOW)).toBeUndefined();
  });

  it('adds a player with his third rating and moves nobody else', () => {
    const first = snapshotOf(raters(0, 3, 4));
    const more = [0, 1, 2].map((i) => ballot(i, { p6: 1, p7: 1, p8: 1, p9: 1 }, { version: 2 }));
    const second = snapshotOf(more, squad, first);
    expect(second.levels).toEqual({ ...first.levels, p6: second.levels['p6'] });
    expect(second.basis).toEqual(first.basis);
    expect(second.version).toBe(2);
    expect(renewed(squad, more, second, NOW)).toBeUndefined();
  });

  it('stays while nobody changed anything, and does not compute levels to find that out', () => {
    const never = () => {
      throw new Error('the levels cost milliseconds');
    };
    expect(renewed(squad, raters(0, 2, 4), undefined, NOW, never)).toBeUndefined();
    const first = snapshotOf(raters(0, 3, 4));
    expect(renewed(squad, raters(0, 3, 4), first, NOW, never)).toBeUndefined();
    const twoOfAnother = [0, 1].map((i) => ballot(i, { p6: 1, p7: 4, p8: 4, p9: 4 }, { version: 2 }));
    expect(renewed(squad, [...twoOfAnother, ...raters(2, 3, 4)], first, NOW, never)).toBeUndefined();
  });

  it('follows other weights of the same criteria', () => {
    const both = [0, 1, 2].map((i) => ({ ...ballot(i, {}), ratings: { p9: { level: 1, pace: 5 } } }));
    const weighing = (pace: number) => ({ ...squad, criteria: [...squad.criteria, { id: 'pace', weight: pace }] });
    const first = snapshotOf(both, weighing(1));
    expect(snapshotOf(both, weighing(4), first).levels['p9']?.level).toBeGreaterThan(first.levels['p9']?.level ?? 5);
    expect(renewed(weighing(1), both, first, NOW)).toBeUndefined();
  });

  it('follows other criteria, as long as nobody has changed anything', () => {
    const both = [0, 1, 2].map((i) => ({ ...ballot(i, {}), ratings: { p9: { level: 1, pace: 5 } } }));
    const first = snapshotOf(both);
    const paced = { ...squad, criteria: [...squad.criteria, { id: 'pace', weight: 3 }] };
    expect(snapshotOf(both, paced, first).levels['p9']?.level).toBeGreaterThan(first.levels['p9']?.level ?? 5);
    expect(renewed(paced, [...both, ballot(3, { p9: 0 })], first, NOW)).toBeUndefined();
  });
});

describe('publishedLevel', () => {
  it('is rounded to a tenth, and only of whom the snapshot knows', () => {
    const snapshot = snapshotOf([...raters(0, 2, 4), ...raters(2, 3, 3.5)]);
    const internal = snapshot.levels['p9'];
    expect(internal?.level).not.toBe(publishedLevel(snapshot, 'p9')?.level);
    expect(publishedLevel(snapshot, 'p9')?.level).toBeCloseTo(internal?.level ?? 0, 1);
    expect((publishedLevel(snapshot, 'p9')?.level ?? 0) * 10).toBeCloseTo(Math.round((internal?.level ?? 0) * 10), 9);
    expect(publishedLevel(snapshot, 'p0')).toBeUndefined();
    expect(publishedLevel(snapshot, 'constructor')).toBeUndefined();
    expect(publishedLevel(undefined, 'p9')).toBeUndefined();
  });
});

describe('drawLevels', () => {
  const ballots = [...raters(0, 3, 4), ballot(3, { p6: 1 })];
  const snapshot = snapshotOf(raters(0, 3, 4));

  it('are the published ones where everybody who plays has one', () => {
    const { numbers, levels } = drawLevels(squad, ['p7', 'p8'], snapshot, ballots);
    expect(numbers).toBe('open');
    expect(levels).toEqual({ p7: 4, p8: 4, p9: 4 });
  });

  it('are internal ones where somebody has none, or numbers are hidden: of the snapshot as far as it goes', () => {
    const withNewcomer = drawLevels(squad, ['p7', 'p6'], snapshot, [...ballots, ...raters(3, 6, 0)]);
    expect(withNewcomer.numbers).toBe('withheld');
    expect(withNewcomer.levels['p7']).toBe(snapshot.levels['p7']?.level);
    expect(withNewcomer.levels['p6']).toBeDefined();
    const hidden = { ...squad, rules: { raters: 'players', numbers: 'hidden' } as const };
    expect(drawLevels(hidden, ['p7'], snapshot, ballots).numbers).toBe('withheld');
    expect(Object.keys(drawLevels(squad, ['p0'], undefined, []).levels)).toHaveLength(10);
  });

  it('may be told while both the draw and the squad are open', () => {
    const hidden = { ...squad, rules: { raters: 'players', numbers: 'hidden' } as const };
    expect(isOpen(squad, { numbers: 'open' })).toBe(true);
    expect(isOpen(hidden, { numbers: 'open' })).toBe(false);
    expect(isOpen(squad, { numbers: 'withheld' })).toBe(false);
  });
});
