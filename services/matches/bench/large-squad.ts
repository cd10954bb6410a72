import type { Squad } from '../src/domain/squad.ts';

/** As large as squads come: 60 players, rated by 200 members. */
export const largeSquad: Squad = {
  squadId: 's',
  version: 1,
  name: 's',
  criteria: [{ id: 'level', weight: 1 }],
  rules: { raters: 'anyone', numbers: 'shown' },
  players: Array.from({ length: 60 }, (_, i) => ({ id: `p${i}`, name: `p${i}`, positions: [] })),
  members: Array.from({ length: 200 }, (_, i) => ({ accountId: `a${i}`, role: 'member' as const })),
};

/** Everybody's ballot of everybody, as the store has it; another one each round. */
export function storedBallots(round: number): string[] {
  return largeSquad.members.map(({ accountId }, rater) => {
    const given = largeSquad.players.map(({ id }, i) => [id, { level: ((i * 7 + rater * 3 + round) % 11) / 2 }]);
    return JSON.stringify({ squadId: 's', accountId, ratings: Object.fromEntries(given), version: round + 1 });
  });
}
