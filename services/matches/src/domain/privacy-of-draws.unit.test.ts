import { draw } from '@besteam/balancer';
import { describe, expect, it } from 'vitest';
import { ballot, NOW, planned, squadOf } from '../../test/domain-builders.ts';
import type { Ballot } from './ballot.ts';
import { drawLevels } from './draw-levels.ts';
import { drawInput, drawn, engineInput } from './drawing.ts';
import { internalLevels } from './levels.ts';
import { renewed, type Snapshot } from './published-levels.ts';
import type { Squad } from './squad.ts';
import { swapOutlooks } from './swap.ts';

/**
 * The attack: friends draw, look at grades and at what swaps would do, wait until the victim has rated a player whom
 * three rate already, and do it again, with the same seed even. Also with somebody in the draw whom nobody, or only they,
 * have rated: his level starts from the squad's mean, and the mean must not tell what the victim gave.
 */
const squad = squadOf(12);
const [victim, target] = [9, 'p0'];
const [unrated, newcomer] = ['p10', 'p11'];
const everybody = squad.players.map(({ id }) => id);

/** Everybody has rated the first ten, each by his own measure; the friends, two of them, the newcomer as well. */
const before: Ballot[] = Array.from({ length: 10 }, (_, rater) => {
  const given = squad.players.slice(0, 10).filter((_, player) => player !== rater);
  const ratings = Object.fromEntries(given.map(({ id }, player) => [id, ((player * 3 + rater * 2) % 11) / 2]));
  return ballot(rater, rater < 2 ? { ...ratings, [newcomer]: 4 } : ratings);
});

function after(rating: number, more: Record<string, number> = {}): Ballot[] {
  return before.map((one, rater) => {
    if (rater !== victim) return one;
    const ratings = { ...one.ratings, [target]: { level: rating } };
    const others = Object.fromEntries(Object.entries(more).map(([id, level]) => [id, { level }]));
    return { ...one, ratings: { ...ratings, ...others }, version: 2 };
  });
}

function snapshotOf(of: Squad, ballots: Ballot[], last?: Snapshot): Snapshot {
  return renewed(of, ballots, last, NOW) ?? last ?? expect.fail('there is no snapshot');
}

/** All that a draw of these players tells. */
function told(of: Squad, ballots: Ballot[], last: Snapshot, playerIds: string[]): object {
  const snapshot = snapshotOf(of, ballots, last);
  const levels = drawLevels(of, playerIds, snapshot, ballots);
  expect(levels.numbers).toBe('withheld');
  const line = { playerIds, ringers: [{ id: 'extra-1', name: 'X', strength: 'strong' as const }], teams: 2, rules: [] };
  const input = drawInput(of, line, levels, []);
  const outcome = draw(engineInput(input, 'the same'));
  if (outcome.kind === 'refusal') throw new Error(JSON.stringify(outcome));
  const by = { by: 'a0', now: NOW, seed: 'the same', salt: 'salt', commitment: 'c0ffee' };
  const match = drawn(planned(), { line, levels, input, draw: outcome, ...by });
  return { ...match, swaps: match.draw && swapOutlooks(match.draw, false) };
}

describe.each(['shown', 'hidden'] as const)('a draw without numbers, in a squad where they are %s', (numbers) => {
  const of: Squad = { ...squad, rules: { raters: 'players', numbers } };
  const first = snapshotOf(of, before);

  it.each([
    ['of everybody', everybody],
    ['beside one whom nobody has rated', [...everybody.slice(0, 5), unrated]],
    ['beside one whom two friends have rated', [...everybody.slice(0, 5), newcomer]],
  ])('%s is the same, whatever the victim gives a player whom three have rated', (_, playerIds) => {
    const as = told(of, before, first, playerIds);
    for (const rating of [0, 2.5, 5]) expect(told(of, after(rating), first, playerIds)).toEqual(as);
  });

  it('is made of the level by which a newcomer is shown from his third rating on, whatever else his third rater gives', () => {
    const shown = [0, 2.5, 5].map((rating) => snapshotOf(of, after(rating, { [newcomer]: 2 }), first));
    expect(shown[0]?.levels[newcomer]).toMatchObject({ ratings: 3 });
    expect(shown.map(({ levels }) => levels)).toEqual(shown.map(() => shown[0]?.levels));
    expect(shown[0]?.levels[target]).toEqual(first.levels[target]);
  });

  it('follows the ratings of whom three have not rated, from where the squad stands', () => {
    const levelOf = (playerId: string, ballots: Ballot[]) => drawLevels(of, everybody, first, ballots).levels[playerId];
    const known = Object.values(first.levels).map(({ level }) => level);
    const mean = known.reduce((sum, level) => sum + level, 0) / known.length;
    const alone = before.map((one) => ({ ...one, ratings: { ...one.ratings, [newcomer]: { level: 0 } } }));
    expect(levelOf(unrated, before)).toBeGreaterThan(mean);
    expect(levelOf(unrated, before)).toBeLessThan(4);
    expect(levelOf(newcomer, before)).toBeGreaterThan(levelOf(newcomer, alone) ?? 5);
  });
});

it('the attack would succeed on fresh levels: these tell what the victim gave', () => {
  const fresh = [0, 5].map((rating) => internalLevels(squad, after(rating))[unrated]?.level);
  expect(fresh[0]).not.toBe(fresh[1]);
});
