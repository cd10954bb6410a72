import { expect, it } from 'vitest';
import { localDraw } from './local-draw.ts';

const ids = Array.from({ length: 10 }, (_, index) => `player-${index}`);
const squad = ids.map((id, index) => ({ id, positions: index < 2 ? ['goalkeeper'] : [] }));
const scores = ids.map((playerId, index) => ({ playerId, score: 1 + ((index * 7) % 10) / 2.5, ratings: 5 }));

it('deals everybody into teams that are as even as they can be', () => {
  const drawn = localDraw({ playerIds: ids, teams: 2 }, squad, scores, [], 'seed');
  expect(drawn?.teams.flatMap((team) => team.players).toSorted()).toEqual(ids);
  expect(drawn?.evenness).toBe('as-even-as-it-gets');
  expect(drawn?.gap).toBeCloseTo(0.08);
});

it('keeps the rules', () => {
  const constraints = [{ kind: 'spread' as const, tag: 'goalkeeper' }];
  const drawn = localDraw({ playerIds: ids, teams: 2, constraints }, squad, scores, [], 'seed');
  for (const team of drawn?.teams ?? [])
    expect(team.players.filter((id) => ['player-0', 'player-1'].includes(id))).toHaveLength(1);
});

it('does not deal the same teams twice in a row', () => {
  const first = localDraw({ playerIds: ids, teams: 2 }, squad, scores, [], 'seed');
  const split = first?.teams.map((team) => team.players) ?? [];
  const second = localDraw({ playerIds: ids, teams: 2 }, squad, scores, [split], 'seed');
  expect(second?.teams.map((team) => team.players.toSorted())).not.toEqual(split.map((team) => team.toSorted()));
});

it('takes a guess about a ringer as the service does', () => {
  const even = ids.slice(0, 3).map((playerId) => ({ playerId, score: 3, ratings: 5 }));
  const extras = [{ name: 'Raúl', strength: 'strong' as const }];
  const drawn = localDraw({ playerIds: ids.slice(0, 3), teams: 2, extras }, squad, even, [], 'seed');
  expect(drawn?.teams.map((team) => team.mean).toSorted()).toEqual([3, 3.25]);
});

it('does not draw where a level is not known', () => {
  const hidden = scores.map((score, index) => (index === 3 ? { playerId: score.playerId, ratings: 1 } : score));
  expect(localDraw({ playerIds: ids, teams: 2 }, squad, hidden, [], 'seed')).toBeUndefined();
});

it('does not draw where the rules cannot all hold', () => {
  const constraints = [
    { kind: 'together' as const, players: ids.slice(0, 2) },
    { kind: 'apart' as const, players: ids.slice(0, 2) },
  ];
  expect(localDraw({ playerIds: ids, teams: 2, constraints }, squad, scores, [], 'seed')).toBeUndefined();
});
