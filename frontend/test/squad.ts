import type { Draw, Match } from '@besteam/contracts/matches';
import type { Squad } from '@besteam/contracts/players';

/** A squad of eight: p0 and p1 keep goal. */
export function aSquad(me: Partial<Squad['me']> = {}): Squad {
  const players = ['Ana', 'Leo', 'Marta', 'Iker', 'Lucía', 'Hugo', 'Sara', 'Nico'].map((name, index) => ({
    id: `p${index}`,
    name,
    positions: index < 2 ? ['goalkeeper'] : [],
    claimed: index < 4,
  }));
  return {
    id: 'squad',
    name: 'Thursday',
    sport: 'futsal',
    code: 'K7QXW2MB',
    ownerId: 'owner',
    criteria: [{ id: 'level', name: 'Level', weight: 1 }],
    rules: { raters: 'players', numbers: 'shown', approveClaims: false },
    players,
    me: { role: 'member', ...me },
    version: 1,
    activity: { raters: 5 },
  } as Squad;
}

const teamsOf = (number: number) =>
  number % 2 === 1 ? ['p0 p2 p4 p6', 'p1 p3 p5 p7'] : ['p1 p2 p4 p7', 'p0 p3 p5 p6'];

/** The match as it is after so many draws; odd and even ones differ. */
export function drawnMatch(number: number): Match & { draw: Draw } {
  const teams = teamsOf(number).map((ids) => ({ players: ids.split(' '), mean: 3 }));
  const draw = {
    number,
    at: '2026-11-26T20:30:00Z',
    requestedBy: 'owner',
    teams,
    evenness: 'very-even' as const,
    proven: true,
    engine: '1.0.0',
    inputHash: 'ab',
    adjustedByHand: false,
  };
  return {
    id: 'match',
    status: 'drawn',
    createdAt: '2026-11-26T20:30:00Z',
    createdBy: 'owner',
    teams: 2,
    attendance: [],
    reserves: [],
    extras: [],
    locked: false,
    draw,
    draws: [{ ...draw, teams: teams.map((team) => team.players) }],
  } as unknown as Match & { draw: Draw };
}
