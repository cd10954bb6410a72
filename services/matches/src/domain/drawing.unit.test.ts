import { describe, expect, it } from 'vitest';
import { drawAgain, drawnMatch, reasonOf, squadOf } from '../../test/domain-builders.ts';
import { drawable, drawInput, refusedByEngine } from './drawing.ts';
import { evennessOf, priceOf } from './evenness.ts';
import { proofOf } from './proof.ts';
import { isRefusal } from './refusal.ts';
import { ringerLevel } from './ringer.ts';

const squad = squadOf(6);

describe('drawInput', () => {
  const line = {
    playerIds: ['p0', 'p1'],
    ringers: [{ id: 'extra-1', name: 'M', strength: 'strong' as const }],
    teams: 2,
    rules: [],
  };
  const levels = { numbers: 'open' as const, levels: { p0: 2, p2: 4 } };

  it('has levels and positions; who has no level yet is average', () => {
    expect(drawInput(squad, line, levels, []).players).toEqual([
      { id: 'p0', level: 2, tags: ['goalkeeper'] },
      { id: 'p1', level: 3, tags: ['goalkeeper'] },
      { id: 'extra-1', level: 4, tags: [] },
    ]);
  });

  it('avoids earlier splits of the same people only', () => {
    const same = [['p0'], ['p1', 'extra-1']];
    const input = drawInput(squad, line, levels, [same, [['p0'], ['p1', 'p2']], [['p0', 'p1']], [['p0'], ['p1']]]);
    expect(input.avoid).toEqual([same]);
    expect(input.tolerance).toBe(0.05);
  });
});

describe('drawn', () => {
  it('lists every draw and who asked, and keeps the newest as the teams', () => {
    const first = drawnMatch(squad);
    const second = drawAgain(squad, first, 'withheld', {}, 'other');
    expect(second.status).toBe('drawn');
    expect(second.draws.map(({ by, seed, numbers }) => [by, seed, numbers])).toEqual([
      ['a2', 's', 'open'],
      ['a2', 'other', 'withheld'],
    ]);
    expect(second.draws[0]).toEqual(first.draws[0]);
    expect(second.draw).toMatchObject({ numbers: 'withheld', adjusted: false, seed: 'other', salt: 'salt' });
    expect(second.draw?.input.avoid).toEqual([first.draw?.teams]);
  });

  it('lists the strongest first only where numbers are open', () => {
    const levels = (match: ReturnType<typeof drawnMatch>) => {
      const known = new Map(match.draw?.input.players.map(({ id, level }) => [id, level]));
      return match.draw?.teams.map((team) => team.map((id) => known.get(id) ?? 0)) ?? [];
    };
    const nine = squadOf(9);
    for (const team of levels(drawnMatch(nine, 'open'))) expect(team).toEqual(team.toSorted((x, y) => y - x));
    const withheld = drawnMatch(nine, 'withheld');
    for (const team of withheld.draw?.teams ?? []) expect(team).toEqual(team.toSorted());
    expect(withheld.draw?.certificate.teams).not.toEqual(withheld.draw?.teams);
  });
});

describe('drawable', () => {
  it('is not what is locked, played, or drawn a hundred times', () => {
    const match = drawnMatch(squad);
    expect(drawable(match)).toBeUndefined();
    expect(reasonOf(drawable({ ...match, locked: true }))).toBe('locked');
    expect(reasonOf(drawable({ ...match, status: 'played' }))).toBe('already-played');
    const [past] = match.draws;
    if (!past) throw new Error('no draw');
    const often = (times: number, teams = past.teams) => ({
      ...match,
      draws: Array.from({ length: times }, () => ({ ...past, teams })),
    });
    expect(drawable(often(99))).toBeUndefined();
    expect(reasonOf(drawable(often(100)))).toBe('too-many-draws');
    const crowd = [Array.from({ length: 100 }, (_, i) => `p${i}`)];
    expect(drawable(often(21, crowd))).toBeUndefined();
    expect(reasonOf(drawable(often(22, crowd)))).toBe('too-many-draws');
  });
});

describe('refusedByEngine', () => {
  it('names the rules that conflict by their places', () => {
    const refusal = refusedByEngine({ kind: 'refusal', reason: 'conflicting-rules', rules: [0, 2] });
    expect(isRefusal(refusal) && refusal.errors?.map(({ path }) => path)).toEqual([
      'body/constraints/0',
      'body/constraints/2',
    ]);
    expect(refusal).toMatchObject({ reason: 'conflicting-rules', detail: 'Rules 0, 2 cannot all hold.' });
    expect(refusedByEngine({ kind: 'refusal', reason: 'too-few-players', detail: 'few' }).reason).toBe(
      'too-few-players',
    );
    expect(refusedByEngine({ kind: 'refusal', reason: 'invalid', detail: 'bad' })).toMatchObject({
      reason: 'impossible-draw',
      detail: 'bad',
    });
  });
});

describe('evenness and price, in words', () => {
  it.each([
    [0.02, 0.02, true, 'as-even-as-it-gets'],
    [0.024, 0.02, true, 'as-even-as-it-gets'],
    [0.03, 0.02, true, 'very-even'],
    [0.02, 0.02, false, 'very-even'],
    [0.05, 0.02, true, 'very-even'],
    [0.06, 0.02, true, 'even'],
    [0.4, 0.4, true, 'as-even-as-it-gets'],
  ])('a gap of %f where %f is possible (proven: %s) is %s', (gap, optimalGap, proven, word) => {
    expect(evennessOf(gap, { optimalGap, proven })).toBe(word);
  });

  it.each([
    [0, 'free'],
    [0.004, 'free'],
    [0.01, 'small'],
    [0.05, 'small'],
    [0.06, 'noticeable'],
    [0.2, 'noticeable'],
    [0.21, 'high'],
  ])('a rule that costs %f is %s', (gap, word) => {
    expect(priceOf(gap)).toBe(word);
  });
});

describe('ringerLevel', () => {
  it('is the mean, or one deviation beside it, of the squad’s levels', () => {
    const levels = [1, 3, 5];
    expect(ringerLevel('average', levels)).toBe(3);
    expect(ringerLevel('strong', levels)).toBe(4.63);
    expect(ringerLevel('weak', levels)).toBe(1.37);
  });

  it('means something in a squad of equals and in one nobody has rated, and stays on the scale', () => {
    expect([ringerLevel('weak', [3, 3]), ringerLevel('strong', [3, 3])]).toEqual([2.5, 3.5]);
    expect(ringerLevel('average', [])).toBe(2.5);
    expect([ringerLevel('strong', [5, 5]), ringerLevel('weak', [0, 0])]).toEqual([5, 0]);
  });
});

describe('proofOf', () => {
  const match = drawnMatch(squad);
  const [last] = match.draws;
  if (!match.draw || !last) throw new Error('no draw');

  it('has the input and the seed where it is open', () => {
    const proof = proofOf(match.draw ?? fail(), last, true);
    expect(proof.input).toEqual({ ...match.draw?.input, seed: 's' });
    expect(proof.inputHash).toBe(match.draw?.certificate.inputHash);
  });

  it('has neither, and no hash to guess from, where it is sealed', () => {
    const proof = proofOf(match.draw ?? fail(), last, false);
    expect(proof.input).toBeUndefined();
    expect(proof.inputHash).toBe('c0ffee');
  });
});

function fail(): never {
  throw new Error('no draw');
}
