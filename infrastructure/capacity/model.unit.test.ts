import { describe, expect, it } from 'vitest';
import { costOf, PARTS, totalOf } from './cost.ts';
import { matchesCost } from './functions.ts';
import { countingRaters, limitsOf } from './limits.ts';
import { CELL, needOf } from './model.ts';
import { STEPS } from './report.ts';
import { atPeak, DEMAND } from './traffic.ts';

describe('the capacity model', () => {
  it('puts half a week into three hours, with twice their mean in the busiest minutes', () => {
    expect(atPeak(10_800)).toBe(1);
  });

  it('reckons a week of a squad by the measured units', () => {
    // 60 visits of 17, 8 ballots of 9, 2 draws of 9, 14 attendances and a result of 5 each, half a joining of 9
    expect(DEMAND.readUnits).toBeCloseTo(60 * 17 + 8 * 9 + 2 * 9 + 15 * 5 + 0.5 * 9);
    // 17 changes of a match of 10, copied, 2 and 1; 8 ballots of 6; half a joining of 15
    expect(DEMAND.writeUnits).toBeCloseTo(17 * 23 + 8 * 6 + 0.5 * 15);
  });

  it('never lets more squads be served by less', () => {
    const needs = [1, 10, 1000, 20_000, CELL].map(needOf);
    for (const [index, need] of needs.slice(1).entries()) {
      const before = needs[index];
      expect(need.requests).toBeGreaterThan(before?.requests ?? Number.NaN);
      expect(need.replicas.matches).toBeGreaterThanOrEqual(before?.replicas.matches ?? Number.NaN);
      expect(need.database.hour).toBeGreaterThanOrEqual(before?.database.hour ?? Number.NaN);
      expect(need.broker.hour).toBeGreaterThanOrEqual(before?.broker.hour ?? Number.NaN);
    }
  });

  it('keeps three replicas of each service however few squads there are', () => {
    expect(needOf(1).replicas).toEqual({ users: 3, players: 3, matches: 3 });
  });

  it('costs a squad less the more there are, until cells are full, and the same from then on', () => {
    const each = STEPS.filter((squads) => squads <= CELL).map((squads) => totalOf(costOf(squads)) / squads);
    expect(each).toEqual(each.toSorted((a, b) => b - a));
    expect(totalOf(costOf(100 * CELL))).toBeCloseTo(100 * totalOf(costOf(CELL)), 3);
  });

  it('fits a full cell into the sizes there are', () => {
    const { database, databaseTransactions, broker, delivered, writeUnits, readUnits } = needOf(CELL);
    expect(database.carries).toBeGreaterThan(databaseTransactions);
    expect(broker.carries).toBeGreaterThan(delivered);
    expect(Math.max(writeUnits, readUnits)).toBeLessThan(40_000);
  });

  it('sees the broker break first without cells, because every replica hears every event', () => {
    const [first] = limitsOf(needOf(10_000_000));
    expect(first?.what).toMatch(/broker/);
    expect(needOf(2 * CELL).delivered / needOf(CELL).delivered).toBeGreaterThan(3.5);
  });

  it('leaves the busiest squad far from the limit of its partition', () => {
    expect(countingRaters({ members: 200, kilobytes: 4, timesASecond: 4 })).toBeLessThan(3000);
  });

  it('adds up to what its parts cost', () => {
    const cost = costOf(1000);
    expect(PARTS.every((part) => cost[part] > 0)).toBe(true);
    expect(totalOf(cost)).toBeGreaterThan(cost.processors + cost.database);
  });

  it('finds functions cheaper for few squads and containers for many', () => {
    const [few, many] = [matchesCost(1000), matchesCost(CELL)];
    expect(few.functions).toBeLessThan(few.containers);
    expect(many.functions).toBeGreaterThan(many.containers);
  });
});
