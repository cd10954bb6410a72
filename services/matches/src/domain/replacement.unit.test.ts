import { repair } from '@besteam/balancer';
import { describe, expect, it } from 'vitest';
import { drawnMatch, granted, NOW, squadOf } from '../../test/domain-builders.ts';
import { playing, reserves, withEverybodyIn } from './attendance.ts';
import { engineInput } from './drawing.ts';
import type { LineUp } from './line-up.ts';
import type { Match, Numbers } from './match.ts';
import { changeOf, type Replacement, repaired, repairInput, replaceable, ringerComing } from './replacement.ts';

const squad = { ...squadOf(10), players: squadOf(10).players.map((player) => ({ ...player, positions: [player.id] })) };
const levels = (numbers: Numbers) => ({ numbers, levels: { p8: 1, p9: 4.5 } });
const ringers = [
  { id: 'extra-1', name: 'Marco', strength: 'average' as const },
  { id: 'extra-2', name: 'Pia', strength: 'average' as const },
];

function replace(match: Match, replacement: Replacement, numbers: Numbers = 'open'): Match {
  const draw = granted(replaceable(squad, match, replacement));
  const change = changeOf(squad, replacement, levels(numbers));
  const input = repairInput(draw, replacement);
  const outcome = repair(engineInput(input, draw.seed), draw.teams, change);
  if (outcome.kind === 'refusal') throw new Error(JSON.stringify(outcome));
  return repaired(match, draw, { input, change, draw: outcome, numbers }, replacement, NOW);
}

const match = (numbers: Numbers = 'open', order: Partial<LineUp> = {}) =>
  drawnMatch(squadOf(8), numbers, { ringers, ...order });

describe('a replacement', () => {
  it('tells the engine who goes, and who comes with which level and positions', () => {
    expect(changeOf(squad, { out: 'p1' }, levels('open'))).toEqual({ out: ['p1'] });
    const coming = { id: 'p9', level: 4.5, tags: ['p9'] };
    expect(changeOf(squad, { out: 'p1', in: 'p9' }, levels('open'))).toEqual({ out: ['p1'], in: [coming] });
    const unknown = { id: 'p3', level: 0, tags: ['p3'] };
    expect(changeOf(squad, { out: 'p1', in: 'p3' }, levels('open'))).toEqual({ out: ['p1'], in: [unknown] });
    expect(changeOf(squad, { out: 'p1', in: 'x' }, levels('open')).in).toEqual([{ id: 'x', level: 0, tags: [] }]);
  });

  it('keeps the rules for those who stay, and avoids nothing', () => {
    const rules: LineUp['rules'] = [
      { kind: 'fixed', player: 'p1', team: 0 },
      { kind: 'fixed', player: 'p2', team: 1 },
      { kind: 'apart', players: ['p1', 'p3'] },
    ];
    const { draw } = match('open', { rules });
    if (!draw) throw new Error('not drawn');
    const input = repairInput({ ...draw, input: { ...draw.input, avoid: [draw.teams] } }, { out: 'p1' });
    expect(input.rules).toEqual([{ kind: 'fixed', player: 'p2', team: 1 }]);
    expect(input.avoid).toEqual([]);
  });

  it('leaves the teams of those who play now, marked as changed since they were drawn', () => {
    const after = replace(match(), { out: 'p1', in: 'p9' });
    const playing = ['extra-1', 'extra-2', 'p0', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p9'];
    expect(after.draw?.teams.flat().toSorted()).toEqual(playing);
    expect(after.draw?.input.players.map(({ id }) => id).toSorted()).toEqual(playing);
    expect(after.draw?.input.players.at(-1)).toEqual({ id: 'p9', level: 4.5, tags: ['p9'] });
    expect([after.draw?.adjusted, after.draws.at(-1)?.adjusted]).toEqual([true, true]);
    expect(after.draw?.ringers).toEqual(ringers);
    expect(after.attendance.map(({ playerId, status }) => [playerId, status])).toEqual([
      ['p1', 'out'],
      ['p9', 'in'],
    ]);
  });

  it.each<[string, string, string[], ...string[]]>([
    ['somebody who had not answered', 'p9', ['p8']],
    ['the second reserve', 'p9', ['p8'], 'p9'],
  ])('gives the place of who drops out to %s, before any reserve', (_, joining, waiting, ...alsoIn) => {
    const everybody = [...squadOf(8).players.map(({ id }) => id), 'p8', ...alsoIn];
    const full = withEverybodyIn({ ...match(), plan: { capacity: 8 } }, everybody);
    const after = replace(full, { out: 'p1', in: joining });
    expect(playing(after).toSorted()).toEqual(
      after.draw?.teams
        .flat()
        .filter((id) => id.startsWith('p'))
        .toSorted(),
    );
    expect(reserves(after)).toEqual(waiting);
  });

  it('may leave one less, or an extra out, who never said whether he comes', () => {
    const less = replace(match(), { out: 'extra-1' });
    expect(less.draw?.ringers).toEqual(ringers.slice(1));
    expect(less.draw?.teams.flat()).toHaveLength(9);
    expect(less.attendance).toEqual([]);
    expect(replace(match(), { out: 'p1' }).attendance.map(({ status }) => status)).toEqual(['out']);
  });

  it('may bring a ringer, whose guess stands among the levels of the squad', () => {
    const after = replace(match(), { out: 'p1', ringer: { id: 'extra-3', name: 'Kim', strength: 'strong' } });
    expect(after.draw?.teams.flat()).toHaveLength(10);
    // Levels 1 and 4.5: mean 2.75, deviation 1.75.
    expect(after.draw?.input.players.at(-1)).toEqual({ id: 'extra-3', level: 4.5, tags: [] });
    expect(after.draw?.ringers.map(({ name }) => name)).toEqual(['Marco', 'Pia', 'Kim']);
    expect(after.attendance.map(({ playerId, status }) => [playerId, status])).toEqual([['p1', 'out']]);
    const twice = replace(match(), { out: 'extra-1', ringer: { id: 'extra-3', name: 'Kim', strength: 'weak' } });
    expect(twice.draw?.ringers.map(({ id }) => id)).toEqual(['extra-2', 'extra-3']);
    expect(twice.attendance).toEqual([]);
  });

  it('calls a ringer as nobody was called in any draw of the match', () => {
    const kim = { name: 'Kim', strength: 'weak' as const };
    expect(ringerComing(match(), kim)).toEqual({ ...kim, id: 'extra-3' });
    expect(ringerComing(match('open', { ringers: [] }), kim).id).toBe('extra-1');
    const gone = replace(match(), { out: 'extra-1' });
    expect(ringerComing(gone, kim).id).toBe('extra-3');
    const everyId = Array.from({ length: 99 }, (_, index) => `extra-${index + 1}`);
    const draws = gone.draws.map((draw) => ({ ...draw, teams: [everyId] }));
    expect(ringerComing({ ...gone, draws }, kim).id).toBe('extra-1');
  });

  it.each<[Numbers, Numbers, Numbers]>([
    ['open', 'open', 'open'],
    ['open', 'withheld', 'withheld'],
    ['withheld', 'open', 'withheld'],
    ['withheld', 'withheld', 'withheld'],
  ])('of teams drawn with numbers %s by levels that are %s leaves them %s', (before, coming, after) => {
    const { draw } = replace(match(before), { out: 'p1', in: 'p9' }, coming);
    expect(draw?.numbers).toBe(after);
    const sorted = draw?.teams.map((team) => team.toSorted());
    if (after === 'withheld') expect(draw?.teams).toEqual(sorted);
    else expect(draw?.teams).not.toEqual(sorted);
  });
});
