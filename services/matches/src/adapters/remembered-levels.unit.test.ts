import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ballot, squadOf } from '../../test/domain-builders.ts';
import type { Ballot } from '../domain/ballot.ts';
import { internalLevels } from '../domain/levels.ts';
import type { Squad } from '../domain/squad.ts';
import { rememberedLevels } from './remembered-levels.ts';

const PEOPLE = 6;
const person = fc.nat({ max: PEOPLE - 1 });
const rating = fc.nat({ max: 10 }).map((half) => half / 2);
const sheet = fc.dictionary(
  person.map((id) => `p${id}`),
  rating,
);

interface World {
  squad: Squad;
  ballots: Ballot[];
}

/** Everything that can happen between two readings of the levels. */
const happening: fc.Arbitrary<(world: World) => World> = fc.oneof(
  fc.tuple(person, sheet).map(([rater, ratings]) => ({ squad, ballots }: World) => {
    const before = ballots.find(({ accountId }) => accountId === `a${rater}`);
    const others = ballots.filter((other) => other !== before);
    return { squad, ballots: [...others, ballot(rater, ratings, { version: (before?.version ?? 0) + 1 })] };
  }),
  person.map((rater) => ({ squad, ballots }: World) => ({
    squad,
    ballots: ballots.filter(({ accountId }) => accountId !== `a${rater}`),
  })),
  fc.tuple(person, fc.option(person, { nil: undefined })).map(([rater, claimed]) => ({ squad, ballots }: World) => {
    const playerId = claimed === undefined ? undefined : `p${claimed}`;
    const members = squad.members.map((member, i) => (i === rater ? { ...member, playerId } : member));
    return { squad: { ...squad, members }, ballots };
  }),
  fc.constantFrom('players' as const, 'anyone' as const).map((raters) => ({ squad, ballots }: World) => ({
    squad: { ...squad, rules: { ...squad.rules, raters } },
    ballots,
  })),
  person.map((archived) => ({ squad, ballots }: World) => {
    const all = squadOf(PEOPLE).players;
    return { squad: { ...squad, players: all.filter((_, i) => i !== archived) }, ballots };
  }),
  fc.nat({ max: 2 }).map((weight) => ({ squad, ballots }: World) => ({
    squad: { ...squad, criteria: [{ id: 'level', weight }] },
    ballots,
  })),
);

describe('remembered levels', () => {
  it('are the very same as those of all ballots at once, whatever happened since they were read last', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const levelsOf = rememberedLevels();
        let world: World = { squad: squadOf(PEOPLE), ballots: [] };
        for (const happen of happenings) {
          world = happen(world);
          expect(levelsOf(world.squad, world.ballots)).toStrictEqual(internalLevels(world.squad, world.ballots));
        }
      }),
    );
  });

  it('are there while nothing changed, and each squad has its own', () => {
    const levelsOf = rememberedLevels();
    const squad = squadOf(PEOPLE);
    const ballots = [ballot(0, { p5: 5 }), ballot(1, { p5: 4 })];
    const first = levelsOf(squad, ballots);
    expect(levelsOf(squad, ballots.toReversed())).toBe(first);
    expect(levelsOf({ ...squad, squadId: 'other' }, [])).not.toBe(first);
    expect(levelsOf(squad, ballots)).toBe(first);
  });
});
