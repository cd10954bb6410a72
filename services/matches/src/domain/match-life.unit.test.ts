import { repair } from '@besteam/balancer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAgain, drawnMatch, granted, member, NOW, planned, reasonOf, squadOf } from '../../test/domain-builders.ts';
import { answered, playing, reserves, saidWhetherComing, withEverybodyIn } from './attendance.ts';
import { deleted } from './calling-off.ts';
import { drawable, engineInput } from './drawing.ts';
import { lockedOrOpened } from './lock.ts';
import { handedOver, type Match } from './match.ts';
import { planProblem, replanned } from './plan.ts';
import { isRefusal } from './refusal.ts';
import { changeOf, repaired, repairInput, replaceable } from './replacement.ts';
import { played } from './result.ts';
import { swapOutlooks, swapped } from './swap.ts';

const squad = squadOf(10);
const [owner, organiser, maker, other] = [0, 1, 2, 3].map((index) => member(squad, index));
if (!owner || !organiser || !maker || !other) throw new Error('the squad has ten members');

/** Replaces as the use case does, with the engine in this thread. */
function replacing(match: Match, replacement: { out: string; in?: string }): ReturnType<typeof replaceable> | Match {
  const draw = replaceable(squad, match, replacement);
  if (isRefusal(draw)) return draw;
  const numbers = 'open' as const;
  const change = changeOf(squad, replacement, {
    numbers,
    levels: Object.fromEntries(squad.players.map(({ id }) => [id, 2])),
  });
  const input = repairInput(draw, replacement);
  const outcome = repair(engineInput(input, draw.seed), draw.teams, change);
  if (outcome.kind === 'refusal') throw new Error(JSON.stringify(outcome));
  return repaired(match, draw, { input, change, draw: outcome, numbers }, replacement, NOW);
}

describe('who may do what', () => {
  it('plans are changed, and teams locked, by who made the match, organisers and the owner', () => {
    const match = drawnMatch(squad);
    for (const [who, may] of [
      [owner, true],
      [organiser, true],
      [maker, true],
      [other, false],
    ] as const) {
      const reasons = [replanned(who, match, { title: 'X' }), lockedOrOpened(who, match, true)].map(reasonOf);
      expect(reasons).toEqual(may ? [undefined, undefined] : ['forbidden', 'forbidden']);
      const said = saidWhetherComing(squad, who, match, { playerId: 'p9', status: 'in' }, NOW);
      expect(reasonOf(said)).toBe(may ? undefined : 'forbidden');
    }
    expect(reasonOf(saidWhetherComing(squad, other, match, { playerId: 'p3', status: 'in' }, NOW))).toBeUndefined();
    expect(reasonOf(saidWhetherComing(squad, owner, match, { playerId: 'gone', status: 'in' }, NOW))).toBe('not-found');
  });
});

describe('attendance', () => {
  it('keeps the order of answers; the same answer again changes nothing', () => {
    const match = ['p1', 'p2', 'p3'].reduce((so, id) => answered(so, id, 'in', NOW), planned({ capacity: 2 }));
    expect([playing(match), reserves(match)]).toEqual([['p1', 'p2'], ['p3']]);
    expect(answered(match, 'p1', 'in', 'later')).toBe(match);
    const without = answered(match, 'p1', 'maybe', NOW);
    expect([playing(without), reserves(without)]).toEqual([['p2', 'p3'], []]);
    const again = answered(without, 'p1', 'in', NOW);
    expect([playing(again), reserves(again)]).toEqual([['p2', 'p3'], ['p1']]);
    expect(reserves({ ...again, plan: {} })).toEqual([]);
    expect(playing({ ...again, plan: {} })).toEqual(['p2', 'p3', 'p1']);
  });

  it('has everybody in who is drawn without having answered', () => {
    expect(playing(withEverybodyIn(planned(), ['p4', 'p1']))).toEqual(['p4', 'p1']);
  });
});

describe('a plan', () => {
  it('changes what is named, and refuses what cannot be', () => {
    const match = planned({ title: 'A', place: 'B', teams: 3 });
    expect(granted(replanned(maker, match, { title: 'C', place: undefined })).plan).toEqual({
      title: 'C',
      place: 'B',
      teams: 3,
    });
    expect(reasonOf(replanned(maker, match, { capacity: 2 }))).toBe('impossible-plan');
    expect(reasonOf(replanned(maker, { ...match, status: 'played' }, { title: 'C' }))).toBe('already-played');
    expect(planProblem({ teams: 2, capacity: 2, timeZone: 'Europe/Madrid' })).toBeUndefined();
    expect(planProblem({ timeZone: 'Mars/Olympus' })?.errors?.[0]?.path).toBe('body/timeZone');
    expect(planProblem({ teams: 3, capacity: 2 })?.errors?.[0]?.path).toBe('body/capacity');
  });
});

describe('the end of a match', () => {
  it('needs teams, a score for each, and can be corrected', () => {
    const result = { scores: [1, 2], recordedBy: 'a3', recordedAt: NOW };
    expect(reasonOf(played(planned(), result))).toBe('not-drawn');
    expect(reasonOf(played(drawnMatch(squad), { ...result, scores: [1, 2, 3] }))).toBe('impossible-result');
    const done = granted(played(drawnMatch(squad), result));
    expect(done).toMatchObject({ status: 'played', result });
    expect(granted(played(done, { ...result, scores: [2, 2] })).result?.scores).toEqual([2, 2]);
    expect(reasonOf(lockedOrOpened(owner, done, true))).toBe('already-played');
  });

  it('is locked only where there is something to lock', () => {
    expect(reasonOf(lockedOrOpened(owner, planned(), true))).toBe('not-drawn');
    const match = drawnMatch(squad);
    expect(lockedOrOpened(owner, match, false)).toBe(match);
    expect(granted(lockedOrOpened(owner, match, true)).locked).toBe(true);
  });
});

describe('a swap', () => {
  const match = drawnMatch(squad);
  const [[a = ''] = [], [b = '', c = ''] = []] = match.draw?.teams ?? [];

  it('exchanges two players and marks the draw as adjusted', () => {
    const after = granted(swapped(match, a, b));
    expect(after.draw?.teams[0]).toContain(b);
    expect(after.draw?.teams[1]).toContain(a);
    expect([after.draw?.adjusted, after.draws.at(-1)?.adjusted]).toEqual([true, true]);
    expect(after.draws.at(-1)?.teams).toEqual(match.draws.at(-1)?.teams);
    const back = granted(swapped(after, a, b));
    expect(back.draw?.means.map((mean) => mean.toFixed(6))).toEqual(match.draw?.means.map((mean) => mean.toFixed(6)));
    expect(back.draw?.gap).toBeCloseTo(match.draw?.gap ?? 9, 6);
  });

  it('is refused within a team, with strangers, and without open teams', () => {
    expect(reasonOf(swapped(match, b, c))).toBe('impossible-swap');
    expect(reasonOf(swapped(match, a, 'p77'))).toBe('impossible-swap');
    expect(reasonOf(swapped(planned(), a, b))).toBe('not-drawn');
    expect(reasonOf(swapped({ ...match, locked: true }, a, b))).toBe('locked');
    expect(reasonOf(swapped({ ...match, status: 'played' }, a, b))).toBe('already-played');
  });

  it('is foreseen exactly', () => {
    if (!match.draw) throw new Error('no draw');
    for (const { a, b, gap, evenness } of swapOutlooks(match.draw, true)) {
      const after = granted(swapped(match, a, b));
      expect(after.draw?.gap).toBeCloseTo(gap, 6);
      expect(after.draw?.evenness).toBe(evenness);
    }
  });
});

describe('a replacement', () => {
  it('takes from the rules who dropped out, and keeps what the seed drew from for the proof', () => {
    const match = drawnMatch(squadOf(9), 'open', {
      rules: [
        { kind: 'fixed', player: 'p1', team: 0 },
        { kind: 'together', players: ['p1', 'p2'] },
        { kind: 'together', players: ['p1', 'p3', 'p4'] },
        { kind: 'spread', tag: 'goalkeeper' },
      ],
    });
    const after = replacing(match, { out: 'p1', in: 'p9' });
    if (isRefusal(after) || !('matchId' in after)) throw new Error('refused');
    expect(after.draw?.input.rules).toEqual([
      { kind: 'together', players: ['p3', 'p4'] },
      { kind: 'spread', tag: 'goalkeeper' },
    ]);
    expect(after.draw?.drawn?.input).toEqual(match.draw?.input);
    expect(after.draw?.input.players.map(({ id }) => id)).toContain('p9');
    expect(after.attendance.map(({ playerId, status }) => [playerId, status])).toEqual([
      ['p1', 'out'],
      ['p9', 'in'],
    ]);
  });

  it('is refused for strangers, for who plays already, and where too few would be left', () => {
    const match = drawnMatch(squadOf(9));
    expect(reasonOf(replacing(match, { out: 'p9' }))).toBe('impossible-replacement');
    expect(reasonOf(replacing(match, { out: 'p1', in: 'p2' }))).toBe('impossible-replacement');
    expect(reasonOf(replacing(match, { out: 'p1', in: 'stranger' }))).toBe('impossible-replacement');
    expect(reasonOf(replacing(drawnMatch(squadOf(2)), { out: 'p1' }))).toBe('too-few-players');
    expect(reasonOf(replacing(planned(), { out: 'p1' }))).toBe('not-drawn');
    expect(reasonOf(replacing({ ...match, locked: true }, { out: 'p1' }))).toBe('locked');
  });
});

describe('handing a match over', () => {
  it('puts the account in the place of the guest, everywhere', () => {
    const done = granted(played(drawnMatch(squad), { scores: [1, 0], recordedBy: 'a2', recordedAt: NOW }));
    const after = handedOver({ ...done, calledOff: { by: 'a2', at: NOW } }, 'a2', 'new');
    const accounts = [after.createdBy, after.draws[0]?.by, after.result?.recordedBy, after.calledOff?.by];
    expect(accounts).toEqual(['new', 'new', 'new', 'new']);
    expect(handedOver(done, 'a3', 'new')).toEqual(done);
  });
});

type Step = (match: Match) => Match;
const kept = (match: Match, result: object): Match => ('matchId' in result ? (result as Match) : match);
const person = fc.nat(9).map((index) => `p${index}`);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(person, fc.constantFrom('in', 'out', 'maybe')).map(([playerId, status]): Step => {
    return (match) => kept(match, saidWhetherComing(squad, owner, match, { playerId, status }, NOW));
  }),
  fc.integer({ min: 2, max: 12 }).map(
    (capacity): Step =>
      (match) =>
        kept(match, replanned(owner, match, { capacity })),
  ),
  fc
    .tuple(fc.constantFrom('open', 'withheld'), fc.integer({ min: 2, max: 4 }), fc.string())
    .map(([numbers, teams, seed]): Step => {
      return (match) => (drawable(match) ? match : drawAgain(squad, match, numbers, { teams }, `seed ${seed}`));
    }),
  fc.tuple(person, person).map(
    ([a, b]): Step =>
      (match) =>
        kept(match, swapped(match, a, b)),
  ),
  fc.tuple(person, fc.option(person)).map(([out, joining]): Step => {
    return (match) => kept(match, replacing(match, joining === null ? { out } : { out, in: joining }));
  }),
  fc.boolean().map(
    (locked): Step =>
      (match) =>
        kept(match, lockedOrOpened(owner, match, locked)),
  ),
  fc.constant<Step>((match) => kept(match, deleted(owner, match, NOW) ?? match)),
  fc.array(fc.nat(9), { minLength: 2, maxLength: 4 }).map((scores): Step => {
    return (match) => kept(match, played(match, { scores, recordedBy: 'a0', recordedAt: NOW }));
  }),
);

const order = ['planned', 'drawn', 'played', 'called-off'];

describe('the life of a match, whatever happens to it', () => {
  it('goes one way, keeps every draw, and has everybody who plays in exactly one team', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let match = planned();
        for (const next of steps) {
          const before = match;
          match = next(before);
          expect(order.indexOf(match.status)).toBeGreaterThanOrEqual(order.indexOf(before.status));
          expect(match.draw === undefined).toBe(match.status === 'planned');
          const earlier = before.draws.slice(0, -1);
          expect(match.draws.slice(0, earlier.length)).toEqual(earlier);
          expect(match.draws.length).toBeGreaterThanOrEqual(before.draws.length);
          if (before.locked || before.status === 'played') expect(match.draw).toEqual(before.draw);
          if (before.status === 'called-off') expect(match).toBe(before);
          expectWhole(match);
        }
      }),
      { numRuns: 150 },
    );
  });
});

function expectWhole({ draw, result, plan, ...match }: Match): void {
  const isIn = match.attendance.filter(({ status }) => status === 'in').length;
  const places = playing({ ...match, plan });
  expect(places.length).toBe(Math.min(isIn, plan.capacity ?? isIn));
  expect(places.length + reserves({ ...match, plan }).length).toBe(isIn);
  if (!draw) return;
  const everybody = draw.teams.flat();
  expect(everybody.toSorted()).toEqual(draw.input.players.map(({ id }) => id).toSorted());
  expect(new Set(everybody).size).toBe(everybody.length);
  const sizes = draw.teams.map((team) => team.length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  expect(draw.gap).toBeCloseTo(Math.max(...draw.means) - Math.min(...draw.means), 5);
  if (draw.numbers === 'withheld')
    for (const team of draw.teams.slice(0, draw.adjusted ? 0 : undefined)) expect(team).toEqual(team.toSorted());
  if (result) expect(result.scores.length).toBe(draw.teams.length);
}
